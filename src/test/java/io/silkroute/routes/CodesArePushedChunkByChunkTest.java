package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodesArePushedChunkByChunkTest extends RouteTest {

    private final List<String> done = new ArrayList<>();

    CodesArePushedChunkByChunkTest() {
        super("code-jobs");
    }

    @Override
    void arrange() throws Exception {
        replaceAll("code-job-retention");
        replace("code-jobs", "take-code-jobs");
        replace("work-code-job", "find-next-codes", "note-pushed-codes", "settle-job-codes", "ask-for-run-of-codes");
        standIn("own-push");
        standIn("announce-run");
    }

    @BeforeEach
    void noteSteps() {
        done.clear();
        answers("ask-for-run-of-codes", null);
        for (String step : List.of("own-push", "note-pushed-codes", "settle-job-codes", "announce-run")) {
            mock(step).whenAnyExchangeReceived(exchange -> done.add(step));
        }
    }

    @Test
    void a_chunk_is_noted_as_pushed_once_the_door_has_taken_it_in() {
        answers("find-next-codes", "lines");
        assertThat(send("work-code-job", "J1").getException()).isNull();
        assertThat(done).containsExactly("own-push", "note-pushed-codes", "settle-job-codes");
    }

    @Test
    void a_chunk_that_the_door_does_not_take_is_not_noted() {
        answers("find-next-codes", "lines");
        mock("own-push").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("the broker is away");
        });
        Exchange work = send("work-code-job", "J1");
        assertThat(work.getException()).hasMessage("the broker is away");
        assertThat(done).isEmpty();
    }

    @Test
    void a_job_without_further_codes_is_looked_at_only() {
        answers("find-next-codes", null);
        send("work-code-job", "J1");
        assertThat(done).containsExactly("settle-job-codes");
    }

    @Test
    void one_job_that_fails_does_not_hold_up_the_others() {
        answers("take-code-jobs", List.of("J1", "J2"));
        mock("find-next-codes").whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("its rows cannot be read");
        });
        mock("find-next-codes")
                .whenExchangeReceived(2, exchange -> exchange.getMessage().setBody(null));
        send("code-jobs", null);
        assertThat(done).containsExactly("settle-job-codes");
    }

    @Test
    void a_run_that_a_job_asks_for_is_announced() {
        answers("find-next-codes", null);
        answers("ask-for-run-of-codes", "a run");
        send("work-code-job", "J1");
        assertThat(done).containsExactly("settle-job-codes", "announce-run");
    }

    @Test
    void old_jobs_are_forgotten() {
        send("code-job-retention", null);
        assertThat(reached("forget-code-jobs")).containsValue(1);
    }
}
