package io.silkroute.export;

import io.silkroute.activity.Entry;
import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.ledger.BatchRecord;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Parked;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Usage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a run's work on one item ended. */
public sealed interface Conclusion {

    /** What happened, in a merchant's sentence. */
    String sentence();

    /** Adds to a batch's record what is to be remembered of it. @param of the item, concluded in this way */
    void recordIn(BatchRecord record, Stage.Concluded of);

    /**
     * May an earlier write have arrived? What this one came to says nothing of that, so its note stays; who has looked, and
     * found nothing, goes on with {@link ExportItem#gone}.
     */
    private static boolean wasInDoubt(ExportItem item) {
        return item.exported() != null && item.exported().inDoubt();
    }

    /** The item leaves the queue with an outcome. */
    sealed interface Final extends Conclusion {

        Set<Outcome> SENT = EnumSet.of(Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED);

        Outcome outcome();

        /** What the shop holds of it after this; null if that has not changed. */
        default @Nullable Exported now() {
            return null;
        }

        @Override
        default void recordIn(BatchRecord record, Stage.Concluded of) {
            ExportItem item = of.item();
            List<Change> companions = item.related().companions();
            if (of.companionLeftMeanwhile()) {
                // A force refresh removes nothing, so the companion waits for the following run, and its item with it.
                record.deferred(item.change());
                companions.forEach(record::deferred);
            } else {
                record.done(item.change());
                companions.forEach(record::done);
            }
            Exported now = now();
            if (now != null) {
                record.exported(now);
            } else if (item.isNewToShop() && !inDoubt() && !wasInDoubt(item)) {
                record.notSent(item.key());
            }
            Reason waits = waitsFor();
            if (waits != null) {
                record.waits(new Parked.Item(
                        item.key(), null, outcome(), waits, item.change().attempts() + 1));
            } else {
                record.waitsNoLonger(item.key());
            }
            if (waits == null || now() != null) {
                record.held(item.key(), leftOut(of));
            }
            if (SENT.contains(outcome(of))) {
                record.settled(item.key());
                companions.forEach(companion -> record.settled(companion.key()));
            }
            tell(record, of);
        }

        /** May the write have arrived all the same? Then its note stays. */
        default boolean inDoubt() {
            return false;
        }

        /** The outcome that is told: of what was sent, and is not as it was sent in a field that asks for a person, it is that. */
        private Outcome outcome(Stage.Concluded of) {
            return SENT.contains(outcome()) && !of.item().edited().asked().isEmpty() && of.mapped() != null
                    ? Outcome.CONFLICT
                    : outcome();
        }

        /** What a person has to see to; null if nothing. */
        default @Nullable Reason waitsFor() {
            return null;
        }

        /** What the shop lacks of it, if it holds it as an exported item. */
        private static List<LeftOut> leftOut(Stage.Concluded of) {
            Decision.Mapped made = of.mapped();
            if (of.conclusion() instanceof GoneInShop) {
                return List.of();
            }
            if (made == null
                    && !(of.conclusion() instanceof Filtered && of.item().isInShop())) {
                return List.of();
            }
            if (made == null) {
                return of.item().related().warnings().stream()
                        .map(warning -> new LeftOut(Omission.VARIANT, warning))
                        .toList();
            }
            List<LeftOut> all = new ArrayList<>(made.payload().leftOut());
            if (of.conclusion() instanceof Written written) {
                all.addAll(written.leftOut());
            }
            return all;
        }

        private void tell(BatchRecord record, Stage.Concluded of) {
            ItemKey key = of.key();
            Outcome outcome = outcome(of);
            boolean plain = outcome == Outcome.UNCHANGED || outcome == Outcome.FILTERED;
            if (plain && of.item().related().warnings().isEmpty()) {
                record.outcome(outcome, sentence(), key);
            } else {
                Entry entry = Entry.ofItem(
                                of.run().connector().text(),
                                of.run().id(),
                                outcome.word(),
                                key.type().word(),
                                key.id(),
                                sentence(of, outcome))
                        .withDetail(detail(of).toString());
                Set<Omission> causes = waitsFor() != null && now() == null
                        ? Set.of()
                        : leftOut(of).stream().map(LeftOut::cause).collect(Collectors.toCollection(TreeSet::new));
                if (causes.isEmpty()) {
                    record.outcome(outcome, entry);
                } else {
                    record.sentIncomplete(causes);
                    record.outcome(
                            outcome,
                            entry.withIncomplete(
                                    causes.stream().map(Omission::word).collect(Collectors.joining(" "))));
                }
            }
        }

        private String sentence(Stage.Concluded of, Outcome outcome) {
            return outcome == outcome()
                    ? sentence()
                    : sentence() + " Somebody has changed it in the shop, and these fields wait for a decision: "
                            + String.join(", ", of.item().edited().asked()) + ".";
        }

        private ObjectNode detail(Stage.Concluded of) {
            ObjectNode detail = JsonNodeFactory.instance.objectNode();
            detail.put("cause", of.item().change().cause());
            Exported known = now() != null ? now() : of.item().exported();
            if (known != null && known.shopifyId() != null) {
                detail.put("shopifyId", known.shopifyId().gid());
            }
            Reason shops = this instanceof Refused refusal
                    ? refusal.reason()
                    : this instanceof Written written ? written.lacks() : null;
            if (shops != null) {
                detail.put("code", shops.code());
                detail.put("field", shops.field());
                detail.put("message", shops.message());
            }
            Decision.Mapped made = of.mapped();
            if (made != null && !made.payload().notes().isEmpty()) {
                ArrayNode notes = detail.putArray("notes");
                made.payload().notes().forEach(notes::add);
            }
            List<String> kept = made == null ? List.of() : of.item().edited().kept(made.payload());
            if (!kept.isEmpty()) {
                kept.forEach(detail.putArray("kept")::add);
            }
            Usage used = of.item().used();
            detail.put("calls", used.calls());
            detail.put("points", used.points());
            if (used.requestId() != null) {
                detail.put("requestId", used.requestId());
            }
            return detail;
        }
    }

    /**
     * The shop holds what the mapping rendered.
     *
     * @param now what to remember of it
     * @param awaitsPublication it is new in the shop, which shows it to nobody before it is published
     * @param lacks why the shop does not hold all of it, for a person to see to; null if it does
     * @param leftOut what turned out to be missing while it was written
     */
    record Written(
            Outcome outcome,
            Exported now,
            boolean awaitsPublication,
            String sentence,
            @Nullable Reason lacks,
            List<LeftOut> leftOut)
            implements Final {

        public Written(Outcome outcome, Exported now, boolean awaitsPublication, String sentence) {
            this(outcome, now, awaitsPublication, sentence, null, List.of());
        }

        /** The shop holds it as {@code now} says, and a person has to see to the rest. */
        public static Written lacking(
                Exported now, boolean awaitsPublication, Reason reason, String also, List<LeftOut> leftOut) {
            return new Written(Outcome.PARKED, now, awaitsPublication, reason.sentence() + also, reason, leftOut);
        }

        /** The same, of which more is to be said. */
        public Written saying(String also) {
            return new Written(outcome, now, awaitsPublication, sentence + also, lacks, leftOut);
        }

        @Override
        public @Nullable Reason waitsFor() {
            return lacks;
        }
    }

    /** Left the exported set: archived or deleted in the shop. */
    record Removed(Outcome outcome, Exported now, String sentence) implements Final {}

    /** Equal to what was last exported. */
    record Unchanged() implements Final {
        @Override
        public Outcome outcome() {
            return Outcome.UNCHANGED;
        }

        @Override
        public String sentence() {
            return "Nothing to send: equal to what the shop accepted last.";
        }
    }

    /** Not relevant to this connector. */
    record Filtered(String sentence) implements Final {
        @Override
        public Outcome outcome() {
            return Outcome.FILTERED;
        }
    }

    /** Somebody has taken it from the shop, and a person is to decide whether it comes back. */
    record LeftAlone(String sentence) implements Final {
        @Override
        public Outcome outcome() {
            return Outcome.CONFLICT;
        }
    }

    /**
     * The write has found that somebody has taken it from the shop, and it is not to be made again now.
     *
     * @param asks a person is to decide
     * @param now what was known of it before: nothing has come of the write
     */
    record GoneInShop(String sentence, boolean asks, Exported now) implements Final {
        @Override
        public Outcome outcome() {
            return asks ? Outcome.CONFLICT : Outcome.FILTERED;
        }
    }

    /** Invalid, said by us. */
    record Rejected(String sentence) implements Final {
        @Override
        public Outcome outcome() {
            return Outcome.REJECTED;
        }

        @Override
        public Reason waitsFor() {
            return new Reason("INVALID", null, null, sentence);
        }
    }

    /** Refused by Shopify, or out of attempts. */
    record Refused(Reason reason) implements Final {

        private static final Set<String> MAY_HAVE_ARRIVED = Set.of("OUT_OF_ATTEMPTS", "NO_RESULT", "DEFECT");

        /** The shop holds something that may be the item, and a person has to say. @param holder what that is */
        public static Refused ambiguous(String sentence, String holder) {
            return new Refused(new Reason("AMBIGUOUS_LINK", null, null, sentence, holder));
        }

        @Override
        public Outcome outcome() {
            return reason.code().equals(Reason.CODE_TAKEN) ? Outcome.CONFLICT : Outcome.PARKED;
        }

        @Override
        public boolean inDoubt() {
            return MAY_HAVE_ARRIVED.contains(reason.code());
        }

        @Override
        public String sentence() {
            return reason.sentence();
        }

        @Override
        public Reason waitsFor() {
            return reason;
        }
    }

    /**
     * Not for this run: stays pending for the next one.
     *
     * @param attempted the shop refused it, and shall not do so for ever
     * @param doubted items whose objects the shop may hold no more, to be looked at before
     */
    record Deferred(String sentence, boolean attempted, Set<ItemKey> doubted) implements Conclusion {

        public Deferred(String sentence) {
            this(sentence, false, Set.of());
        }

        @Override
        public void recordIn(BatchRecord record, Stage.Concluded of) {
            Change change = of.item().change();
            record.deferred(change);
            if (attempted) {
                record.attempted(change);
            }
            doubted.forEach(key -> record.doubted(key, change));
            if (of.isIntended() && of.item().isNewToShop() && !wasInDoubt(of.item())) {
                record.notSent(of.key());
            }
        }
    }

    /** Waits, out of the sight of all runs, until what it needs is in the shop; what the shop holds of it stays. */
    record Waits(ItemExporter.Awaited awaited) implements Conclusion {
        @Override
        public String sentence() {
            return awaited.sentence();
        }

        @Override
        public void recordIn(BatchRecord record, Stage.Concluded of) {
            record.awaits(of.item().change(), awaited.first().id(), awaited.sentence());
        }
    }

    /** Waits, pending, until an operator has confirmed the run's removals; the run stops. */
    record AwaitsConfirmation() implements Conclusion {
        @Override
        public String sentence() {
            return "Its removal waits for a confirmation.";
        }

        @Override
        public void recordIn(BatchRecord record, Stage.Concluded of) {
            // It stays pending as it is.
        }
    }

    /** The shop as a whole does not work; the item stays pending and the run stops. */
    record Broken(Reason reason) implements Conclusion {
        @Override
        public String sentence() {
            return reason.sentence();
        }

        @Override
        public void recordIn(BatchRecord record, Stage.Concluded of) {
            // It stays pending as it is.
        }
    }
}
