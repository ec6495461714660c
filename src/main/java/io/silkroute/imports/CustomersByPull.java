package io.silkroute.imports;

import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.pull.PullMode;
import io.silkroute.pull.PullRefused;
import io.silkroute.pull.PullStatus;
import io.silkroute.pull.Pulls;
import io.silkroute.pull.ShopPull;
import io.silkroute.shopify.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Brings the customers by a pull of all of them into the mirror, and waits for it. */
@Component("customersByPull")
class CustomersByPull {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String STREAM = Stream.CUSTOMERS.word();

    private final Pulls pulls;
    private final Connectors connectors;
    private final ImportBatches batches;
    private final ImportBook book;
    private final Pause pause;

    CustomersByPull(Pulls pulls, Connectors connectors, ImportBatches batches, ImportBook book, Pause pause) {
        this.pulls = pulls;
        this.connectors = connectors;
        this.batches = batches;
        this.book = book;
        this.pause = pause;
    }

    /**
     * @throws ImportBroken if the shop does not tell
     * @throws ImportStopped if a person has asked for the import's end; the pull goes on to its own
     */
    public void read(ImportTask task) throws InterruptedException {
        String pull = task.query() == null ? begin(task) : task.query();
        while (true) {
            batches.alive(task);
            ShopPull found = pulls.find(pull)
                    .orElseThrow(() -> new ImportBroken("The pull of the customers is not known any more."));
            ShopPull.PullCounts counts = found.counts().getOrDefault(STREAM, new ShopPull.PullCounts(0, 0, 0));
            if (found.state() == PullStatus.FAILED) {
                throw new ImportBroken(found.problems().getOrDefault(STREAM, "The customers could not be read."));
            }
            boolean ended = found.state().ended();
            book.count(task, counts.seen(), counts.changed(), ended);
            if (ended) {
                return;
            }
            pause.of(LOOK);
        }
    }

    /** One that was begun by somebody else may have begun before this one was asked for: it is waited for, and another made. */
    private String begin(ImportTask task) throws InterruptedException {
        while (true) {
            batches.alive(task);
            Optional<String> begun = asked(task);
            if (begun.isPresent()) {
                book.beginAnew(task, begun.get());
                return begun.get();
            }
            pause.of(LOOK);
        }
    }

    private Optional<String> asked(ImportTask task) {
        Connector connector = connectors.find(task.connector()).orElseThrow(() -> ImportStopped.lost(task.id()));
        try {
            return Optional.of(pulls.ask(connector, PullMode.ALL, List.of(Stream.CUSTOMERS), task.askedBy())
                    .id());
        } catch (PullRefused running) {
            return Optional.empty();
        }
    }
}
