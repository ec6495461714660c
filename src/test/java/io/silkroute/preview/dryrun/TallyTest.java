package io.silkroute.preview.dryrun;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.preview.dryrun.Weighings.weighed;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.run.stream.ActiveRun;
import org.junit.jupiter.api.Test;

/** What items come to together. */
class TallyTest {

    private final ActiveRun run = aRun().begun();
    private final Tally tally = new Tally();

    TallyTest() {
        tally.add(weighed(aProduct("P1").named("Lamp"), run));
        tally.add(weighed(aCategory("C1").named("Lamps"), run));
        tally.add(weighed(aProduct("P2").status("draft"), run));
    }

    @Test
    void each_counts_once_with_its_points() {
        assertThat(tally.looked()).isEqualTo(3);
        assertThat(tally.creates()).isEqualTo(2);
        assertThat(tally.others()).isEqualTo(1);
        assertThat(tally.points()).isEqualTo(10.2 + 20.2);
        assertThat(tally.writes()).as("products, which may go in bulk").isEqualTo(1);
        assertThat(tally.ofWrites()).isEqualTo(10.2);
    }

    @Test
    void the_rest_is_reckoned_up_as_if_it_were_like_what_was_looked_at() {
        Tally all = tally.of(300);

        assertThat(all.looked()).isEqualTo(3);
        assertThat(all.creates()).isEqualTo(200);
        assertThat(all.others()).isEqualTo(100);
        assertThat(all.points()).isEqualTo(3_040);
        assertThat(all.writes()).isEqualTo(100);
        assertThat(tally.of(2).creates()).as("fewer by now than were looked at").isEqualTo(2);
    }
}
