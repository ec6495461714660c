package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Conflicts: listed, and resolved one by one, field by field or many at once. */
@RestController
class ConflictApi {

    private static final int MOST = 500;
    private static final int MOST_AT_ONCE = 1_000;

    private final Connectors connectors;
    private final Conflicts conflicts;
    private final EditedFields edited;
    private final ConflictResolutions resolutions;

    ConflictApi(Connectors connectors, Conflicts conflicts, EditedFields edited, ConflictResolutions resolutions) {
        this.connectors = connectors;
        this.conflicts = conflicts;
        this.edited = edited;
        this.resolutions = resolutions;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Listed(List<Conflict> items, @Nullable String next) {}

    /**
     * The newest first.
     *
     * @param state {@code open} or {@code resolved}; both where it is absent
     * @param item with {@code type}: those of one item
     * @param cursor {@code next} of the page before
     */
    @GetMapping("/api/connectors/{connector}/conflicts")
    Listed conflicts(
            @PathVariable("connector") String name,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String item,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        ConnectorName connector = connectors.asked(name).name();
        if (limit < 1 || limit > MOST) {
            throw ConflictRefused.parameter("The parameter limit must be a number from 1 to " + MOST + ".");
        }
        if (cursor != null && !ConflictId.isOne(cursor)) {
            throw ConflictRefused.parameter("The cursor is none of this list's; take it from \"next\".");
        }
        ItemType asked = type == null || type.isEmpty() ? null : type(type);
        if (item != null && asked == null) {
            throw ConflictRefused.parameter("An item is named by its type and its id: give type as well.");
        }
        List<Conflict> found = conflicts.page(
                connector,
                new Conflicts.Which(
                        open(state),
                        kind(kind),
                        asked,
                        item == null || asked == null ? null : new ItemKey(asked, item)),
                cursor,
                limit + 1);
        return found.size() <= limit
                ? new Listed(found, null)
                : new Listed(found.subList(0, limit), found.get(limit - 1).id());
    }

    private static @Nullable Boolean open(@Nullable String state) {
        if (state == null || state.isEmpty()) {
            return null;
        }
        return switch (state) {
            case Conflict.OPEN -> true;
            case Conflict.RESOLVED -> false;
            default ->
                throw ConflictRefused.parameter("A conflict is open or resolved; there is no state " + state + ".");
        };
    }

    private static @Nullable ConflictKind kind(@Nullable String kind) {
        return kind == null || kind.isEmpty()
                ? null
                : ConflictKind.of(kind)
                        .orElseThrow(
                                () -> ConflictRefused.parameter(
                                        "The kinds of conflicts are modified, deleted, missing-product, code-taken and usage."));
    }

    private static ItemType type(String type) {
        return ItemType.of(type)
                .orElseThrow(() -> ConflictRefused.parameter("There are no items of type " + type + "."));
    }

    /** @param keep {@code pim} or {@code shopify} @param fields the same field by field; one of the two is given */
    record Wanted(
            @Nullable String keep,
            @Nullable Map<String, String> fields,
            @Nullable List<String> ids) {}

    @OperatorMay
    @PostMapping("/api/conflicts/{id}/resolve")
    Conflict resolve(@PathVariable String id, @RequestBody Wanted wanted, Principal actor) {
        if (wanted.ids() != null || (wanted.keep() == null) == (wanted.fields() == null)) {
            throw ConflictRefused.invalid("Give either keep, pim or shopify, or fields with one of them for each.");
        }
        if (wanted.fields() == null) {
            return resolutions.resolve(id, keep(wanted.keep()), actor.getName());
        }
        Map<String, Keep> fields = new LinkedHashMap<>();
        wanted.fields().forEach((field, keep) -> fields.put(field, keep(keep)));
        return resolutions.resolve(id, fields, actor.getName());
    }

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/conflicts/resolve")
    ConflictResolutions.Many resolveMany(
            @PathVariable("connector") String name, @RequestBody Wanted wanted, Principal actor) {
        ConnectorName connector = connectors.asked(name).name();
        if (wanted.fields() != null || wanted.ids() == null || wanted.ids().size() > MOST_AT_ONCE) {
            throw ConflictRefused.invalid(
                    "Give keep, pim or shopify, and the ids of at most %,d conflicts.".formatted(MOST_AT_ONCE));
        }
        return resolutions.resolve(connector, keep(wanted.keep()), wanted.ids(), actor.getName());
    }

    private static Keep keep(@Nullable String word) {
        return Keep.of(String.valueOf(word))
                .orElseThrow(() -> ConflictRefused.invalid("What is kept is pim or shopify."));
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Kept(List<KeptField> items) {}

    /** The fields of an item that stay as the shop has them. */
    @GetMapping("/api/connectors/{connector}/items/{type}/{id}/kept")
    Kept kept(@PathVariable("connector") String name, @PathVariable String type, @PathVariable String id) {
        return new Kept(edited.kept(connectors.asked(name).name(), new ItemKey(type(type), id)));
    }

    /** Lets the PIM's values stand again; the next run writes them. @param field only that one; all where it is absent */
    @OperatorMay
    @DeleteMapping("/api/connectors/{connector}/items/{type}/{id}/kept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(
            @PathVariable("connector") String name,
            @PathVariable String type,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String field,
            Principal actor) {
        if (!resolutions.dropKept(connectors.asked(name).name(), new ItemKey(type(type), id), field, actor.getName())) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "Nothing of the " + type + " " + id + " is kept as the shop has it.");
        }
    }
}
