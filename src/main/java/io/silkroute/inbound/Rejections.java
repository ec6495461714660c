package io.silkroute.inbound;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells the activity log of a delivery's rejected items: at most 100 of them one by one, and all in one summary. */
@Component
class Rejections {

    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);

    private final ActivityLog activity;

    Rejections(ActivityLog activity) {
        this.activity = activity;
    }

    /** @param from how the delivery came, for the summary */
    void log(String connector, String from, Receipt receipt) {
        if (receipt.rejected() == 0) {
            return;
        }
        List<Entry> entries = new ArrayList<>();
        for (Rejection rejection : receipt.rejections()) {
            if (rejection.id() != null) {
                entries.add(rejected(connector, rejection));
            }
        }
        entries.add(summary(
                connector,
                "%d items of %s were accepted, %d were rejected: %s"
                        .formatted(
                                receipt.accepted(),
                                from,
                                receipt.rejected(),
                                receipt.rejections().get(0).reason())));
        write(entries);
    }

    void note(String connector, String sentence) {
        write(List.of(summary(connector, sentence)));
    }

    // The items are durable by now: a log that cannot be written must not make the sender repeat them.
    private void write(List<Entry> entries) {
        try {
            activity.append(entries);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("{} entries could not be added to the activity log: {}", entries.size(), away.toString());
        }
    }

    private static Entry rejected(String connector, Rejection rejection) {
        return new Entry(
                connector,
                null,
                Entry.Kind.ITEM,
                "rejected",
                rejection.type(),
                rejection.id(),
                null,
                1,
                null,
                rejection.reason(),
                null);
    }

    private static Entry summary(String connector, String sentence) {
        return new Entry(connector, null, Entry.Kind.NOTE, null, null, null, null, 0, null, sentence, null);
    }
}
