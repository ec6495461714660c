package io.silkroute.preview;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Acceptance;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.export.ledger.Parked;
import io.silkroute.omission.Omission;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/**
 * A person lets items be as they are, failed or incomplete: they are not counted as needing somebody, until they change in
 * the PIM or the cause becomes another one. Each of these acts has its line in the activity log.
 */
@Component
public class Acceptances {

    private static final int SLICE = 500;

    private final Parked parked;
    private final Incomplete incomplete;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Acceptances(
            Parked parked, Incomplete incomplete, ActivityLog activity, TransactionTemplate transaction, Clock clock) {
        this.parked = parked;
        this.incomplete = incomplete;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return what was done, in a sentence */
    public String failed(ConnectorName connector, Collection<ItemKey> keys, String note, String actor) {
        return told(connector, actor, note, keys, "that failed", () -> parked.accept(connector, keys, by(actor, note)));
    }

    /** All that wait for one cause. */
    public String failedFor(ConnectorName connector, String code, String note, String actor) {
        return told(
                connector,
                actor,
                note,
                List.of(),
                "that failed for " + code,
                () -> parked.accept(connector, code, by(actor, note)));
    }

    public String incomplete(
            ConnectorName connector, Omission cause, Collection<ItemKey> keys, String note, String actor) {
        return told(
                connector,
                actor,
                note,
                keys,
                "with something left out (" + cause.word() + ")",
                () -> incomplete.accept(connector, cause, keys, by(actor, note)));
    }

    /** All that are open for one cause, slice by slice. */
    public String incompleteFor(ConnectorName connector, Omission cause, String note, String actor) {
        return told(connector, actor, note, List.of(), "with something left out (" + cause.word() + ")", () -> {
            int n = 0;
            List<ItemKey> slice;
            do {
                slice = incomplete.of(connector, cause, null, SLICE).stream()
                        .map(Incomplete.Missing::key)
                        .toList();
                n += incomplete.accept(connector, cause, slice, by(actor, note));
            } while (slice.size() == SLICE);
            return n;
        });
    }

    /** What failed and was accepted waits for somebody again. */
    public String reopenFailed(ConnectorName connector, Collection<ItemKey> keys, String actor) {
        return reopened(connector, actor, keys, () -> parked.reopen(connector, keys));
    }

    public String reopenIncomplete(ConnectorName connector, Omission cause, Collection<ItemKey> keys, String actor) {
        return reopened(connector, actor, keys, () -> incomplete.reopen(connector, cause, keys));
    }

    private Acceptance by(String actor, String note) {
        return new Acceptance(actor, clock.instant(), note.strip());
    }

    private String told(
            ConnectorName connector,
            String actor,
            String note,
            Collection<ItemKey> keys,
            String which,
            IntSupplier accept) {
        return done(connector, () -> {
            int n = accept.getAsInt();
            if (n == 0) {
                throw nothing("Nothing of this is open any more; there is nothing to accept.");
            }
            String sentence = "Accepted " + items(n) + " " + which + named(keys, n);
            activity.append(
                    Entry.ofOperator(connector.text(), actor, sentence + (note.isBlank() ? "." : ": " + note.strip())));
            return sentence
                    + (n == 1
                            ? ". It is not counted as needing somebody until it changes in the PIM or fails otherwise."
                            : ". They are not counted as needing somebody until they change in the PIM or fail otherwise.");
        });
    }

    private String reopened(ConnectorName connector, String actor, Collection<ItemKey> keys, IntSupplier reopen) {
        return done(connector, () -> {
            int n = reopen.getAsInt();
            if (n == 0) {
                throw nothing("Nothing of this is accepted any more.");
            }
            activity.append(Entry.ofOperator(
                    connector.text(), actor, "Took back that " + items(n) + named(keys, n) + " had been accepted."));
            return items(n) + (n == 1 ? " is open again." : " are open again.");
        });
    }

    private interface Act {
        String take();
    }

    private String done(ConnectorName connector, Act act) {
        String told = transaction.execute(status -> act.take());
        return told == null ? connector.text() : told;
    }

    private static ResponseStatusException nothing(String sentence) {
        return new ResponseStatusException(HttpStatus.CONFLICT, sentence);
    }

    private static String named(Collection<ItemKey> keys, int n) {
        if (keys.isEmpty()) {
            return "";
        }
        ItemKey first = keys.iterator().next();
        return n == 1 && keys.size() == 1 ? " (" + first + ")" : " (" + first + " among them)";
    }

    private static String items(int n) {
        return n == 1 ? "1 item" : String.format(Locale.ROOT, "%,d items", n);
    }
}
