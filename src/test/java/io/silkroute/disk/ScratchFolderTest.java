package io.silkroute.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    private final Path data;

    ScratchFolderTest(@TempDir Path folder) {
        this.data = folder.resolve("data");
    }

    private EmbeddedFiles alone() {
        return EmbeddedFiles.take(data, Optional.empty(), true);
    }

    private EmbeddedFiles shared() {
        return EmbeddedFiles.take(data, Optional.empty(), false);
    }

    @Test
    void what_an_earlier_process_has_left_is_gone_after_a_start_and_nothing_else_is() throws IOException {
        Path left;
        try (EmbeddedFiles earlier = alone()) {
            left = ScratchFolder.of(earlier).make("file", ".rows");
        }
        assertThat(left.getParent()).isEqualTo(data.resolve("scratch"));
        Path notOurs = Files.createFile(data.resolve("scratch/notes.txt"));
        Path folder = Files.createDirectory(data.resolve("scratch/silkroute-folder"));
        Path elsewhere = Files.createFile(data.resolve("kept"));
        Path link = Files.createSymbolicLink(data.resolve("scratch/silkroute-link"), elsewhere);

        try (EmbeddedFiles files = alone()) {
            Path made = ScratchFolder.of(files).make("file", ".rows");

            assertThat(left).doesNotExist();
            assertThat(made).exists();
            assertThat(notOurs).exists();
            assertThat(folder).exists();
            assertThat(link).isSymbolicLink();
            assertThat(elsewhere).exists();
        }
    }

    @Test
    void where_others_may_have_the_folder_too_nothing_is_made_there_or_taken_away() throws IOException {
        Path others = Files.createDirectories(data.resolve("scratch")).resolve("silkroute-file1.rows");
        Files.createFile(others);

        try (EmbeddedFiles files = shared()) {
            Path made = ScratchFolder.of(files).make("file", ".rows");
            try {
                assertThat(made).exists();
                assertThat(made.startsWith(data)).isFalse();
            } finally {
                Files.delete(made);
            }
        }
        assertThat(others).exists();
    }

    @Test
    void one_that_does_not_have_the_folder_takes_nothing_of_the_one_that_has_it() throws IOException {
        try (EmbeddedFiles files = alone()) {
            Path made = ScratchFolder.of(files).make("file", ".rows");

            assertThatThrownBy(this::alone).isInstanceOf(StartRefused.class);
            try (EmbeddedFiles other = shared()) {
                ScratchFolder.of(other);
            }
            assertThat(made).exists();
        }
    }

    @Test
    void a_file_in_its_place_is_told() throws IOException {
        try (EmbeddedFiles files = alone()) {
            Files.createFile(data.resolve("scratch"));

            assertThatThrownBy(() -> ScratchFolder.of(files))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("scratch cannot be written");
        }
    }
}
