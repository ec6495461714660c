package io.silkroute.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What would become of a file, of which nothing is taken in.
 *
 * @param profile the one that knows it, or that was named
 * @param columns each header with what it is; an empty text: nothing
 * @param rows how many there are below the header
 * @param made how many items would be taken in
 * @param items the first of them
 * @param refusals how many rows and items would be refused
 * @param refused the first of these
 * @param warnings the first sentences about others
 */
public record SourcePreview(
        String profile,
        Map<String, String> columns,
        long rows,
        long made,
        long refusals,
        List<JsonNode> items,
        List<Refused> refused,
        List<String> warnings) {

    private static final int ITEMS = 5;
    private static final int SAID = 100;

    /** @param reason a sentence */
    public record Refused(long row, String column, String value, String reason) {}

    /**
     * Reads all of it.
     *
     * @param door what is said where an item would come in; empty: it would come in
     * @throws Unconvertible if it cannot be read to its end
     */
    public static SourcePreview of(Conversion conversion, Function<JsonNode, Optional<String>> door) {
        List<JsonNode> items = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        long made = 0;
        long refusals = 0;
        for (Converted next = conversion.next(); next != null; next = conversion.next()) {
            Refused no = refusal(next, door);
            if (no != null) {
                refusals++;
                if (refused.size() < SAID) {
                    refused.add(no);
                }
            } else if (next instanceof Converted.Made one) {
                made++;
                if (items.size() < ITEMS) {
                    items.add(one.item());
                }
            } else if (warnings.size() < SAID) {
                Fault fault = ((Converted.Warned) next).fault();
                warnings.add("Row %d: %s".formatted(fault.row(), fault.sentence()));
            }
        }
        return new SourcePreview(
                conversion.profile().name(),
                conversion.uses(),
                conversion.rows(),
                made,
                refusals,
                items,
                refused,
                warnings);
    }

    /** Null if it is none, here or at the door. */
    private static @Nullable Refused refusal(Converted one, Function<JsonNode, Optional<String>> door) {
        if (one instanceof Converted.Refused refused) {
            Fault fault = refused.fault();
            return new Refused(
                    fault.row(),
                    fault.column() == null ? "" : fault.column(),
                    fault.cell() == null ? "" : fault.cell(),
                    fault.sentence());
        }
        return one instanceof Converted.Made made
                ? door.apply(made.item())
                        .map(reason -> new Refused(made.row(), "", "", reason))
                        .orElse(null)
                : null;
    }
}
