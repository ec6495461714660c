package io.silkroute.conflict;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.export.Decision;
import io.silkroute.export.edited.EditedField;
import io.silkroute.export.edited.EditedField.Decided;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What people decide of conflicts. The shop is asked once more before a decision counts: what has changed since is shown
 * first. What was decided goes out with the next run.
 */
@Component
public class ConflictResolutions {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Conflicts conflicts;
    private final EditedFields edited;
    private final Connectors connectors;
    private final ShopComparison comparison;
    private final Settlement settlement;
    private final Rehearsal rehearsal;
    private final NextRun next;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;

    ConflictResolutions(
            Conflicts conflicts,
            EditedFields edited,
            Connectors connectors,
            ShopComparison comparison,
            Settlement settlement,
            Rehearsal rehearsal,
            NextRun next,
            ActivityLog activity,
            TransactionTemplate transaction) {
        this.conflicts = conflicts;
        this.edited = edited;
        this.connectors = connectors;
        this.comparison = comparison;
        this.settlement = settlement;
        this.rehearsal = rehearsal;
        this.next = next;
        this.activity = activity;
        this.transaction = transaction;
    }

    /** One that was not resolved, and why. */
    public record Unresolved(String id, String reason) {}

    /** @param resolved ids of those that are */
    public record Many(List<String> resolved, List<Unresolved> refused) {}

    /** The same for each; one that cannot be resolved harms no other. */
    public Many resolve(ConnectorName connector, Keep keep, Collection<String> ids, String actor) {
        List<String> resolved = new ArrayList<>();
        List<Unresolved> refused = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            try {
                Conflict conflict = conflicts
                        .find(id)
                        .filter(one -> one.connector().equals(connector))
                        .orElseThrow(() -> ConflictRefused.unknown(id));
                decide(conflict, all(conflict, keep), keep, actor);
                resolved.add(id);
            } catch (ResponseStatusException no) {
                refused.add(new Unresolved(id, String.valueOf(no.getReason())));
            }
        }
        if (!resolved.isEmpty()) {
            next.begin(connector);
        }
        return new Many(resolved, refused);
    }

    /** All of one. */
    public Conflict resolve(String id, Keep keep, String actor) {
        Conflict conflict = conflicts.find(id).orElseThrow(() -> ConflictRefused.unknown(id));
        decide(conflict, all(conflict, keep), keep, actor);
        next.begin(conflict.connector());
        return conflicts.find(id).orElseThrow();
    }

    /** Field by field; one of which some fields are not decided stays open for these. */
    public Conflict resolve(String id, Map<String, Keep> fields, String actor) {
        Conflict conflict = conflicts.find(id).orElseThrow(() -> ConflictRefused.unknown(id));
        Set<String> unknown = new LinkedHashSet<>(fields.keySet());
        conflict.fields().forEach(field -> unknown.remove(field.field()));
        if (!unknown.isEmpty() || fields.isEmpty() || conflict.kind() != ConflictKind.MODIFIED) {
            throw ConflictRefused.invalid(
                    unknown.isEmpty()
                            ? "This conflict is resolved as a whole: give keep, not fields."
                            : "The conflict does not concern " + String.join(", ", unknown) + "; its fields are "
                                    + String.join(
                                            ", ",
                                            conflict.fields().stream()
                                                    .map(ConflictField::field)
                                                    .toList())
                                    + ".");
        }
        decide(conflict, fields, Keep.PIM, actor);
        next.begin(conflict.connector());
        return conflicts.find(id).orElseThrow();
    }

    private static Map<String, Keep> all(Conflict conflict, Keep keep) {
        Map<String, Keep> all = new LinkedHashMap<>();
        conflict.fields().forEach(field -> all.put(field.field(), keep));
        return all;
    }

    private void decide(Conflict conflict, Map<String, Keep> fields, Keep keep, String actor) {
        if (!conflict.isOpen()) {
            throw ConflictRefused.stands("The conflict was resolved already, by a " + conflict.resolvedBy() + ".");
        }
        switch (conflict.kind()) {
            case MODIFIED, DELETED -> decideOfTheShop(conflict, fields, keep, actor);
            case MISSING_PRODUCT, CODE_TAKEN, USAGE ->
                transaction.executeWithoutResult(status -> {
                    close(conflict, actor);
                    if (keep == Keep.PIM && conflict.kind() != ConflictKind.USAGE) {
                        next.mark(conflict.connector(), List.of(conflict.key()), "its conflict was resolved");
                    }
                    tell(conflict, actor, "keep " + keep.word());
                });
        }
    }

    private void decideOfTheShop(Conflict conflict, Map<String, Keep> fields, Keep keep, String actor) {
        ItemKey key = conflict.key();
        Connector connector =
                connectors.find(conflict.connector()).orElseThrow(() -> ConflictRefused.unknown(conflict.id()));
        ShopComparison.Found found = asked(connector, key);
        Decision pim = rehearsal
                .ofThePim(connector, key.type(), List.of(key.id()))
                .getOrDefault(key.id(), new Decision.Filter("The PIM does not know it."));
        if (!isStill(conflict, found, pim)) {
            transaction.executeWithoutResult(
                    status -> settlement.settle(connector, found, pim, DetectedBy.of(conflict.detectedBy())));
            throw ConflictRefused.stands(
                    "The shop has changed since this was shown, and the conflict tells it now. Look at it again.");
        }
        transaction.executeWithoutResult(status -> {
            if (conflict.kind() == ConflictKind.DELETED) {
                decideWhole(conflict, found, keep, pim, actor);
            } else {
                decideFields(conflict, found, fields, pim, actor);
            }
            next.mark(conflict.connector(), List.of(key), "its conflict was resolved");
        });
    }

    private ShopComparison.Found asked(Connector connector, ItemKey key) {
        List<ItemKey> written = new ArrayList<>();
        List<ShopComparison.Found> found;
        try {
            found = comparison.find(connector, key.type(), List.of(key.id()), written);
        } catch (ShopUnread silent) {
            throw ConflictRefused.silent("The shop does not tell what it holds now: " + silent.getMessage());
        }
        if (found.isEmpty()) {
            throw ConflictRefused.stands(
                    written.isEmpty()
                            ? "The item is not in the shop as it was exported any more; the next run settles this."
                            : "The item is being written just now, or its last write came to no end. Try again in a moment, or replay it first.");
        }
        return found.get(0);
    }

    /** Does the shop hold what the person has seen? */
    private static boolean isStill(Conflict conflict, ShopComparison.Found found, Decision pim) {
        if (conflict.kind() == ConflictKind.DELETED) {
            return found.seen() instanceof ComparedType.Gone;
        }
        if (!(found.seen() instanceof ComparedType.There)) {
            return false;
        }
        Map<String, ConflictField> now = found.differing(pim);
        return conflict.fields().stream().allMatch(shown -> {
            ConflictField field = now.get(shown.field());
            EditedField known = found.known().fields().get(shown.field());
            return field != null
                    ? found.type().same(shown.field(), field.shop(), shown.shop())
                    : known != null
                            && !((ComparedType.There) found.seen()).shop().containsKey(shown.field());
        });
    }

    private void decideWhole(Conflict conflict, ShopComparison.Found found, Keep keep, Decision pim, String actor) {
        edited.put(
                conflict.connector(),
                conflict.key(),
                EditedInShop.WHOLE,
                keep == Keep.PIM ? Decided.PIM : Decided.SHOP,
                new ConflictField(
                        EditedInShop.WHOLE, JSON.nullNode(), JSON.nullNode(), ShopComparison.hash(found, pim)),
                actor);
        close(conflict, actor);
        tell(conflict, actor, keep == Keep.PIM ? "make it again" : "it stays deleted");
    }

    private void decideFields(
            Conflict conflict, ShopComparison.Found found, Map<String, Keep> fields, Decision pim, String actor) {
        ConnectorName connector = conflict.connector();
        List<ConflictField> left = new ArrayList<>();
        Map<String, String> told = new TreeMap<>();
        for (ConflictField shown : conflict.fields()) {
            Keep keep = fields.get(shown.field());
            if (keep == null) {
                left.add(shown);
                continue;
            }
            ConflictField now =
                    new ConflictField(shown.field(), shown.exported(), shown.shop(), found.pim(pim, shown.field()));
            if (keep == Keep.SHOPIFY && found.type().same(shown.field(), now.shop(), now.pim())) {
                edited.drop(connector, conflict.key(), shown.field());
            } else {
                edited.put(
                        connector,
                        conflict.key(),
                        shown.field(),
                        keep == Keep.PIM ? Decided.PIM : Decided.SHOP,
                        now,
                        actor);
            }
            told.put(shown.field(), keep.word());
        }
        if (left.isEmpty()) {
            close(conflict, actor);
        } else {
            conflicts.open(
                    connector,
                    new Conflicts.Told(
                            conflict.key(),
                            conflict.kind(),
                            conflict.shopifyId(),
                            conflict.item().name(),
                            DetectedBy.of(conflict.detectedBy()),
                            left,
                            conflict.recommendation(),
                            conflict.reason()));
        }
        tell(
                conflict,
                actor,
                String.join(
                        ", ",
                        told.entrySet().stream()
                                .map(one -> one.getKey() + ": keep " + one.getValue())
                                .toList()));
    }

    private void close(Conflict conflict, String actor) {
        if (!conflicts.close(conflict.connector(), conflict.key(), conflict.kind(), Conflicts.USER, actor)) {
            throw ConflictRefused.stands("The conflict was resolved meanwhile.");
        }
    }

    private void tell(Conflict conflict, String actor, String what) {
        activity.append(Entry.ofOperator(
                conflict.connector().text(),
                actor,
                "Resolved the conflict (" + conflict.kind().word() + ") of the " + conflict.key() + ": " + what + "."));
    }

    /** Lets the PIM's values stand again. @param field null: all that are kept @return is something dropped? */
    public boolean dropKept(ConnectorName connector, ItemKey key, @Nullable String field, String actor) {
        List<String> kept = edited.of(connector, key).fields().entrySet().stream()
                .filter(one -> one.getValue().decided() == Decided.SHOP)
                .map(Map.Entry::getKey)
                .filter(name -> field == null || name.equals(field))
                .sorted()
                .toList();
        if (kept.isEmpty()) {
            return false;
        }
        transaction.executeWithoutResult(status -> {
            EditedInShop now = edited.of(connector, key);
            for (String name : kept) {
                EditedField known = now.fields().get(name);
                if (known != null) {
                    edited.put(
                            connector,
                            key,
                            name,
                            Decided.PIM,
                            new ConflictField(name, known.exported(), known.shop(), known.pim()),
                            actor);
                }
            }
            next.mark(connector, List.of(key), "the PIM's values stand again");
            activity.append(Entry.ofOperator(
                    connector.text(),
                    actor,
                    "Let the PIM's values of the " + key + " stand again: " + String.join(", ", kept) + "."));
        });
        next.begin(connector);
        return true;
    }
}
