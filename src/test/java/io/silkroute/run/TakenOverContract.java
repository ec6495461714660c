package io.silkroute.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.LeaseRows;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.platform.SettableClock;
import io.silkroute.run.lease.LeaseLost;
import io.silkroute.run.lease.Leases;
import io.silkroute.run.stream.ActiveRun;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/** What a node may still do that stood still while its lease ran out, on every database. */
abstract class TakenOverContract {

    private static final ConnectorName C = new ConnectorName("c");

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final SettableClock clock = SettableClock.at("2026-11-20T10:00:00Z");
    private TransactionTemplate transaction;
    private Runs runs;
    private Leases first;
    private Leases second;
    private String run;

    abstract DataSource database();

    @BeforeEach
    void open() {
        DataSource database = database();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        runs = new Runs(jdbc, new ObjectMapper(), clock);
        first = new Leases(new LeaseRows(jdbc), clock, LEASE);
        second = new Leases(new LeaseRows(jdbc), clock, LEASE);
        jdbc.update(
                "insert into connector (name, active, config, created_at) values ('c', true, '{}', current_timestamp)");
        run = runs.add(C, RunMode.INCREMENTAL, RunTrigger.CHANGE, ConnectorConfig.DEFAULTS)
                .id();
    }

    private ActiveRun take() {
        assertThat(runs.start(run, ConnectorConfig.DEFAULTS)).isTrue();
        return new ActiveRun(runs.find(run).orElseThrow());
    }

    private void progress(ActiveRun active) {
        Counts counts = new Counts();
        counts.add(Outcome.CREATED, 1);
        runs.progress(active, counts);
    }

    private long created() {
        return runs.find(run).orElseThrow().counts().of(Outcome.CREATED);
    }

    @Test
    void a_node_that_stood_still_goes_on_when_nobody_took_its_lease() {
        assertThat(first.take(C, run)).isTrue();
        clock.set(clock.instant().plus(LEASE).plusSeconds(1));

        assertThat(first.stillHeld(C)).isTrue();
        assertThat(second.take(C, run)).as("the lease was renewed").isFalse();
    }

    @Test
    void a_node_that_stood_still_stops_when_another_took_its_lease() {
        first.take(C, run);
        clock.set(clock.instant().plus(LEASE).plusSeconds(1));
        assertThat(second.take(C, run)).isTrue();

        assertThat(first.stillHeld(C)).isFalse();
        assertThatThrownBy(() -> first.require(C)).isInstanceOf(LeaseLost.class);
        assertThat(second.stillHeld(C)).isTrue();

        second.release(C);
        first.renew();
        assertThat(first.stillHeld(C)).as("the other one has ended the run").isFalse();
        first.release(C);
        assertThat(first.take(C, run)).isTrue();
    }

    @Test
    void what_is_no_matter_of_a_run_needs_no_lease() {
        assertThat(first.stillHeld(C)).isTrue();
    }

    @Test
    void only_who_took_a_run_last_writes_into_its_books() {
        ActiveRun before = take();
        progress(before);
        ActiveRun after = take();

        assertThatThrownBy(() -> progress(before)).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> runs.hold(before)).isInstanceOf(LeaseLost.class);
        progress(after);
        runs.hold(after);
        assertThat(created()).isEqualTo(2);
    }

    @Test
    void who_takes_a_run_waits_for_what_is_being_recorded() throws Exception {
        ActiveRun before = take();
        CountDownLatch recording = new CountDownLatch(1);
        CompletableFuture<Long> seen = CompletableFuture.supplyAsync(() -> {
            try {
                recording.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            take();
            return created();
        });
        transaction.executeWithoutResult(status -> {
            progress(before);
            recording.countDown();
            assertThatThrownBy(() -> seen.get(200, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
        });

        assertThat(seen.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThatThrownBy(() -> progress(before)).isInstanceOf(LeaseLost.class);
    }

    @Test
    void how_the_runs_stand_is_another_thing_after_each_change_of_one() {
        Set<String> seen = new HashSet<>();
        assertThat(seen.add(runs.stand(C))).isTrue();
        take();
        assertThat(seen.add(runs.stand(C))).isTrue();
        runs.become(run, RunState.STOPPING, null);
        assertThat(seen.add(runs.stand(C))).isTrue();
        runs.become(run, RunState.INTERRUPTED, null);
        assertThat(seen.add(runs.stand(C))).isTrue();
        runs.become(run, RunState.CANCELLED, null);
        assertThat(seen.add(runs.stand(C))).isTrue();
        clock.set(clock.instant().plusSeconds(1));
        runs.add(C, RunMode.INCREMENTAL, RunTrigger.CHANGE, ConnectorConfig.DEFAULTS);
        assertThat(seen.add(runs.stand(C))).isTrue();
        assertThat(seen).contains(runs.stand(C)).doesNotContain(runs.stand(new ConnectorName("other")));
    }

    private String ended(ConnectorName connector, RunState state) {
        clock.set(clock.instant().plusSeconds(1));
        String id = runs.add(connector, RunMode.INCREMENTAL, RunTrigger.CHANGE, ConnectorConfig.DEFAULTS)
                .id();
        if (state != RunState.CANCELLED) {
            runs.start(id, ConnectorConfig.DEFAULTS);
        }
        runs.become(id, state, null);
        return id;
    }

    @Test
    void the_latest_runs_of_many_connectors_are_read_together() {
        ConnectorName other = new ConnectorName("other");
        ConnectorName none = new ConnectorName("none");
        runs.become(run, RunState.CANCELLED, null);
        String failed = ended(C, RunState.FAILED);
        String completed = ended(other, RunState.COMPLETED);
        for (int i = 0; i < 11; i++) {
            ended(C, RunState.CANCELLED);
        }
        String latest = ended(C, RunState.CANCELLED);

        Map<ConnectorName, Runs.Recent> recent = runs.recent(List.of(C, other, none));

        assertThat(recent.get(C)).isNotNull().satisfies(own -> {
            assertThat(own.runs()).hasSize(10).first().extracting(Run::id).isEqualTo(latest);
            assertThat(own.ended()).as("behind the ten").extracting(Run::id).isEqualTo(failed);
            assertThat(own.stand()).isEqualTo(runs.stand(C));
            assertThat(own.stalled()).isFalse();
        });
        assertThat(recent.get(other))
                .isNotNull()
                .extracting(Runs.Recent::ended)
                .extracting(Run::id)
                .isEqualTo(completed);
        assertThat(recent.get(none)).isEqualTo(new Runs.Recent(List.of(), null, false));
    }

    private boolean stalled() {
        return runs.recent(List.of(C)).values().iterator().next().stalled();
    }

    @Test
    void a_run_that_was_given_back_stalls_its_connector_until_it_ends() {
        take();
        runs.giveBack(run, "The shop does not answer.", Duration.ofMinutes(1));
        assertThat(stalled()).isTrue();
        runs.become(run, RunState.CANCELLED, null);
        assertThat(stalled()).isFalse();
    }

    @Test
    void a_run_that_has_ended_is_not_taken_in_hand() {
        take();
        runs.become(run, RunState.COMPLETED, null);

        assertThat(runs.start(run, ConnectorConfig.DEFAULTS)).isFalse();
        assertThat(runs.find(run).orElseThrow().state()).isEqualTo(RunState.COMPLETED);
    }
}
