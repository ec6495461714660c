package io.silkroute.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DiskRoomTest {

    private static final DataSize MORE_THAN_THERE_IS = DataSize.ofTerabytes(1_000_000);

    private final Path folder;

    DiskRoomTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final AtomicLong waiting = new AtomicLong();

    @Test
    void with_less_than_has_to_stay_free_nothing_is_begun() {
        DiskRoom room = room(MORE_THAN_THERE_IS);

        assertThat(room.lack().orElseThrow()).contains(folder.toString()).contains("have to stay free");
        assertThatThrownBy(room::require).isInstanceOf(NoRoom.class);
    }

    @Test
    void with_enough_everything_goes_on() {
        DiskRoom room = room(DataSize.ofBytes(1));

        room.require();

        assertThat(room.lack()).isEmpty();
    }

    @Test
    void none_is_asked_for_where_the_guard_is_off() {
        waiting.set(Long.MAX_VALUE / 16);

        assertThat(room(DataSize.ofBytes(0)).lack()).isEmpty();
    }

    @Test
    void what_waits_in_the_queue_needs_room_too() {
        DiskRoom room = room(DataSize.ofMegabytes(1));
        waiting.set(Long.MAX_VALUE / 16);

        assertThat(room.lack()).isPresent();

        waiting.set(0);

        assertThat(room.lack()).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_yet_is_looked_at_where_it_will_be() {
        DiskRoom room = new DiskRoom(DataSize.ofBytes(1), List.of(folder.resolve("a/b/c")), waiting::get);

        assertThat(room.lack()).isEmpty();
    }

    private DiskRoom room(DataSize minimum) {
        return new DiskRoom(minimum, List.of(folder), waiting::get);
    }
}
