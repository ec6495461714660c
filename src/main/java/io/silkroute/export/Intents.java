package io.silkroute.export;

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

    /** The item is to be written to the shop, or taken from it. */
    public void intend(Work work) {
        work.intend();
    }

    public void note(List<Work> works) {
        List<Work> intended = works.stream().filter(Work::isIntended).toList();
        if (!intended.isEmpty()) {
            ActiveRun run = works.get(0).run();
            leases.require(run.connector());
            // Without a transaction each row would be forced to the disk on its own.
            transaction.executeWithoutResult(status -> exports.noteSending(run.connector(), run.id(), intended));
        }
    }
}
