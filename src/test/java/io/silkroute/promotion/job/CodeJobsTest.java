package io.silkroute.promotion.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.TestDatabase;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The states of a job. */
class CodeJobsTest {

    private final DataSource database = TestDatabase.hsqldb();
    private final CodeJobs jobs = new CodeJobs(
            new JdbcTemplate(database),
            new TransactionTemplate(new JdbcTransactionManager(database)),
            Clock.systemUTC());
    private final String job = jobs.add(
            new ConnectorName("c"),
            "K",
            "olga",
            List.of(new CodeJobs.Wanted("K-A", "A", null), new CodeJobs.Wanted("K-B", "B", "It is taken.")));

    private CodeJob now() {
        return jobs.find(job).orElseThrow();
    }

    @Test
    void what_failed_is_pushed_again() {
        assertThat(jobs.again(job, jobs.failed(job, -1, 10))).isTrue();

        assertThat(now()).returns(0, CodeJob::failed).returns(CodeJobState.QUEUED, CodeJob::state);
        assertThat(jobs.next(job, 10)).hasSize(2);
    }

    @Test
    void a_job_that_was_cancelled_meanwhile_stays_so() {
        List<CodeJobs.JobCode> failed = jobs.failed(job, -1, 10);
        jobs.cancel(job);

        assertThat(jobs.again(job, failed)).isFalse();

        assertThat(now()).returns(1, CodeJob::failed).returns(CodeJobState.CANCELLED, CodeJob::state);
    }

    @Test
    void whoever_works_on_it_reads_none_of_its_failures() {
        assertThat(now().failures()).hasSize(1);
        assertThat(jobs.head(job)).get().returns(1, CodeJob::failed).returns(List.of(), CodeJob::failures);
    }
}
