package io.silkroute.promotion.job;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.TriggerEvents;
import io.silkroute.promotion.CampaignIndex;
import io.silkroute.promotion.IndexedCode;
import io.silkroute.promotion.job.CodeJobs.JobCode;
import io.silkroute.run.Run;
import io.silkroute.run.RunRequests;
import io.silkroute.run.RunTrigger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks once for a run when all of a job's codes are made, for connectors whose trigger wants it. */
@Component("generatedCodes")
class GeneratedCodes {

    private final CodeJobs jobs;
    private final CampaignIndex index;
    private final Connectors connectors;
    private final RunRequests requests;
    private final TransactionTemplate transaction;

    GeneratedCodes(
            CodeJobs jobs,
            CampaignIndex index,
            Connectors connectors,
            RunRequests requests,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.index = index;
        this.connectors = connectors;
        this.requests = requests;
        this.transaction = transaction;
    }

    /** @return the run that is to be announced; null: none is asked for, not yet or not again */
    public @Nullable Run request(String id) {
        return jobs.head(id)
                .filter(job -> !jobs.isRunAsked(id) && isWanted(job.connector()) && areMade(job))
                .flatMap(this::asked)
                .orElse(null);
    }

    private boolean isWanted(ConnectorName name) {
        return connectors
                .find(name)
                .filter(Connector::active)
                .filter(connector -> connector.config().trigger().events().contains(TriggerEvents.CODES_GENERATED))
                .isPresent();
    }

    private Optional<Run> asked(CodeJob job) {
        return Objects.requireNonNull(transaction.execute(status -> jobs.askRun(job.id())
                ? Optional.of(requests.synchronize(job.connector(), RunTrigger.CHANGE))
                : Optional.<Run>empty()));
    }

    private boolean areMade(CodeJob job) {
        JobCode last = jobs.last(job.id()).orElse(null);
        if (last == null) {
            return false;
        }
        IndexedCode staged = index.codes(job.connector(), List.of(last.item())).get(last.item());
        return staged != null && staged.arrival() >= last.arrival();
    }
}
