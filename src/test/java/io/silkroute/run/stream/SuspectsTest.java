package io.silkroute.run.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import org.junit.jupiter.api.Test;

class SuspectsTest {

    @Test
    void no_more_are_at_work_than_may_be() {
        Suspects suspects = new Suspects(2);
        ConnectorName one = new ConnectorName("one");
        assertThat(suspects.tryEnter(one)).isTrue();
        assertThat(suspects.tryEnter(one)).isTrue();
        assertThat(suspects.tryEnter(new ConnectorName("two"))).isTrue();
        assertThat(suspects.tryEnter(new ConnectorName("three"))).isFalse();
        suspects.leave(one);
        assertThat(suspects.tryEnter(new ConnectorName("three"))).isTrue();
    }
}
