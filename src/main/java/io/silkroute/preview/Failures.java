package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.Connector;
import io.silkroute.export.ledger.Acceptance;
import io.silkroute.export.ledger.Mend;
import io.silkroute.export.ledger.Parked;
import io.silkroute.run.DueRuns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The items that could not be brought to the shop: why, where that is put right, since when, and when they are tried next. */
@Component
public class Failures {

    private static final int PAGE = 500;

    private final Parked parked;
    private final PendingChanges pending;
    private final PimFields pimFields;
    private final DueRuns dueRuns;

    Failures(Parked parked, PendingChanges pending, PimFields pimFields, DueRuns dueRuns) {
        this.parked = parked;
        this.pending = pending;
        this.pimFields = pimFields;
        this.dueRuns = dueRuns;
    }

    /**
     * @param goesWith the item with which it goes out, and which is refused; null for one that is refused itself
     * @param code Shopify's, or one of ours
     * @param field of Shopify's input; null when the shop names none
     * @param message the shop's own words
     * @param mend where it is put right
     * @param mendAt the same in a sentence
     * @param pimFields the item's fields from which the mapping makes that field; empty where that is not known
     * @param holder what has what is in the way; null where nothing is known
     * @param firstSeen when it first failed; failing again does not change it
     * @param tries how often it was tried since then
     * @param pending the next run tries it again; what is not pending waits until the PIM sends it again or it is replayed
     * @param accepted who has accepted that it is so; null: it waits for a person
     * @param nextTry when that run is planned; null where no schedule says so
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Failure(
            String type,
            String id,
            @Nullable String goesWith,
            String outcome,
            String code,
            String sentence,
            @Nullable String field,
            @Nullable String message,
            Mend mend,
            String mendAt,
            List<String> pimFields,
            @Nullable String holder,
            @Nullable String run,
            Instant firstSeen,
            Instant lastTried,
            int tries,
            boolean pending,
            @Nullable Instant nextTry,
            @Nullable Acceptance accepted) {

        ItemKey key() {
            return new ItemKey(ItemType.of(type).orElseThrow(), id);
        }
    }

    /** Those of one run or of one cause, or all, by their id. @param after the item to go on behind; null for the first */
    public List<Failure> of(
            Connector connector, @Nullable String run, @Nullable String code, @Nullable ItemKey after, int limit) {
        return of(connector, new Parked.Which(run, code, false), after, limit);
    }

    public List<Failure> of(Connector connector, Parked.Which which, @Nullable ItemKey after, int limit) {
        return told(connector, parked.of(connector.name(), which, after, limit));
    }

    /** All of them, page by page. */
    void each(Connector connector, Parked.Which which, Consumer<Failure> consumer) {
        List<Failure> page;
        ItemKey after = null;
        do {
            page = of(connector, which, after, PAGE);
            page.forEach(consumer);
            after = page.isEmpty() ? null : page.get(page.size() - 1).key();
        } while (page.size() == PAGE);
    }

    public Optional<Failure> of(Connector connector, ItemKey key) {
        return parked.find(connector.name(), key)
                .map(one -> told(connector, List.of(one)).get(0));
    }

    private List<Failure> told(Connector connector, List<Parked.Waiting> waiting) {
        Set<ItemKey> queued = pending.among(
                connector.name(), waiting.stream().map(Failures::tried).toList());
        Instant next = dueRuns.next(connector).orElse(null);
        return waiting.stream()
                .map(one -> {
                    boolean again = queued.contains(tried(one));
                    Mend mend = Mend.of(one.code());
                    return new Failure(
                            one.key().type().word(),
                            one.key().id(),
                            one.owner() == null ? null : one.owner().toString(),
                            one.outcome().word(),
                            one.code(),
                            one.sentence(),
                            one.field(),
                            one.message(),
                            mend,
                            mend.sentence(),
                            one.field() == null
                                    ? List.of()
                                    : pimFields.of(connector, tried(one).type(), one.field()),
                            one.holder(),
                            one.run(),
                            one.since(),
                            one.triedAt(),
                            one.attempts(),
                            again,
                            again ? next : null,
                            one.accepted());
                })
                .toList();
    }

    private static ItemKey tried(Parked.Waiting one) {
        return one.owner() == null ? one.key() : one.owner();
    }
}
