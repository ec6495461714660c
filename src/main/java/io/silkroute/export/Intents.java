package io.silkroute.export;

import io.silkroute.export.ledger.Exports;
import io.silkroute.run.lease.Leases;
import io.silkroute.run.stream.ActiveRun;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down, before a batch's first call, what is about to be sent. A process that dies between a write and its
 * record leaves the note behind, and the next write of that item sends everything.
 */
@Component("intents")
public class Intents {

    private final Exports exports;
    private final Leases leases;
    private final TransactionTemplate transaction;

    Intents(Exports exports, Leases leases, TransactionTemplate transaction) {
        this.exports = exports;
        this.leases = leases;
        this.transaction = transaction;
    }

    /** The item is to be written to the shop. */
    public Stage.ToSend intend(Stage.Decided item, Decision.Mapped decision) {
        return new Stage.ToSend(item.item(), decision);
    }

    public void note(List<Stage> batch) {
        List<Exports.Intent> intended =
                batch.stream().filter(Stage::isIntended).map(Intents::of).toList();
        if (!intended.isEmpty()) {
            ActiveRun run = batch.get(0).run();
            leases.require(run.connector());
            // Without a transaction each row would be forced to the disk on its own.
            transaction.executeWithoutResult(status -> exports.noteIntents(run.connector(), run.id(), intended));
        }
    }

    private static Exports.Intent of(Stage stage) {
        Decision.Mapped made = stage.mapped();
        return new Exports.Intent(
                stage.key(),
                stage.item().exported(),
                made == null ? null : made.payload().input());
    }
}
