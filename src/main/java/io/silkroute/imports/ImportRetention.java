package io.silkroute.imports;

import io.silkroute.activity.Retention;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets imports that have ended longer ago than the activity log goes back; what is in the ledger stays. */
@Component("importRetention")
class ImportRetention {

    private static final int AT_ONCE = 50;

    private final ImportBook book;
    private final ImportDiscrepancies discrepancies;
    private final Retention retention;
    private final TransactionTemplate transaction;

    ImportRetention(
            ImportBook book, ImportDiscrepancies discrepancies, Retention retention, TransactionTemplate transaction) {
        this.book = book;
        this.discrepancies = discrepancies;
        this.retention = retention;
        this.transaction = transaction;
    }

    public void forget() {
        for (String id : book.endedBefore(retention.oldest(), AT_ONCE)) {
            discrepancies.forget(id);
            transaction.executeWithoutResult(status -> book.forget(id));
        }
    }
}
