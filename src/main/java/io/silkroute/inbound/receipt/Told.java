package io.silkroute.inbound.receipt;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells the activity log of deliveries: at most 100 refused items and 100 warnings one by one, and all in one summary.
 * Each line names its receipt, which has them all.
 */
@Component
public class Told {

    private static final Logger LOG = LoggerFactory.getLogger(Told.class);

    private final ActivityLog activity;

    Told(ActivityLog activity) {
        this.activity = activity;
    }

    /** Silent when there is nothing to say. @param from how the delivery came, for the summary */
    public void remarks(String connector, String from, Receipt receipt) {
        if (receipt.rejected() == 0 && receipt.warned() == 0) {
            return;
        }
        List<Entry> entries = new ArrayList<>();
        for (Remark remark : receipt.rejections()) {
            if (remark.id() != null) {
                entries.add(item(connector, "rejected", remark, receipt.receipt()));
            }
        }
        for (Remark remark : receipt.warnings()) {
            if (remark.id() != null) {
                entries.add(item(connector, null, remark, receipt.receipt()));
            }
        }
        entries.add(summary(connector, sentence(from, receipt), receipt.receipt()));
        write(entries);
    }

    private static String sentence(String from, Receipt receipt) {
        StringBuilder sentence = new StringBuilder("%d items of %s were accepted".formatted(receipt.accepted(), from));
        if (receipt.rejected() > 0) {
            sentence.append(", %d were rejected: %s"
                    .formatted(receipt.rejected(), receipt.rejections().get(0).reason()));
        } else {
            sentence.append('.');
        }
        if (receipt.warned() > 0) {
            sentence.append(receipt.warned() == 1 ? " One warning: " : " %d warnings: ".formatted(receipt.warned()))
                    .append(receipt.warnings().get(0).reason());
        }
        return sentence.toString();
    }

    /** @param receipt the receipt that says more; null when there is none */
    public void note(@Nullable String connector, String sentence, @Nullable String receipt) {
        write(List.of(summary(connector, sentence, receipt)));
    }

    // The items are durable by now: a log that cannot be written must not make the sender repeat them.
    private void write(List<Entry> entries) {
        try {
            activity.append(entries);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("{} entries could not be added to the activity log: {}", entries.size(), away.toString());
        }
    }

    private static Entry item(String connector, @Nullable String outcome, Remark remark, String receipt) {
        return named(
                new Entry(
                        connector,
                        null,
                        outcome == null ? Entry.Kind.NOTE : Entry.Kind.ITEM,
                        outcome,
                        remark.type(),
                        remark.id(),
                        null,
                        1,
                        null,
                        remark.reason(),
                        null),
                receipt);
    }

    private static Entry summary(@Nullable String connector, String sentence, @Nullable String receipt) {
        return named(Entry.note(connector, sentence), receipt);
    }

    private static Entry named(Entry entry, @Nullable String receipt) {
        return receipt == null ? entry : entry.withDetail("{\"receipt\":\"" + receipt + "\"}");
    }
}
