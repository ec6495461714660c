package io.silkroute.source;

import io.silkroute.source.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A file in which a product's rows follow one another: the first is the product, too. */
final class NeighbouringRows extends Assembly {

    private static final int MOST = 20_000;
    private static final long MOST_CHARACTERS = 32L << 20;

    private final List<RowFields> group = new ArrayList<>();
    private final RowsByText groups = new RowsByText();
    private @Nullable String name;
    private long held;

    NeighbouringRows(Profile profile, Survey survey, Consumer<Converted> out) {
        super(profile, survey, out);
    }

    @Override
    void row(RowFields fields) {
        if (fields.group == null) {
            end();
            if (checked(fields, "product", null)) {
                refuse(fields, "product", null, "The row names no product.");
            }
            return;
        }
        if (!fields.group.equals(name)) {
            end();
            name = fields.group;
        }
        held += fields.size;
        if (group.size() >= MOST || held > MOST_CHARACTERS) {
            doubt(fields.row);
            refuse(
                    fields,
                    "variant",
                    fields.sku,
                    "The product has more than %d rows, or more than %d characters.".formatted(MOST, MOST_CHARACTERS));
            return;
        }
        group.add(fields);
    }

    @Override
    void end() {
        if (name != null && !group.isEmpty()) {
            assemble(name);
        }
        group.clear();
        name = null;
        held = 0;
    }

    private void assemble(String product) {
        RowFields first = group.get(0);
        group.stream()
                .filter(fields -> !fields.faults.isEmpty())
                .findFirst()
                .ifPresent(fields -> doubt(fields.row)); // a row is a product, a variant or a picture by its neighbours
        int before = groups.put(product, first.row);
        if (!checked(first, "product", product)) {
            group.subList(1, group.size())
                    .forEach(other -> refuse(
                            other,
                            "variant",
                            other.sku == null ? product + " row " + other.row : other.sku,
                            "Its product “%s” was refused, in row %d.".formatted(product, first.row)));
            return;
        }
        List<RowFields> selling = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        for (RowFields fields : group) {
            pictures.addAll(fields.images);
            if (fields == first ? fields.sells() : checked(fields, "variant", fields.sku) && fields.sells()) {
                selling.add(fields);
            } else if (fields != first && fields.faults.isEmpty() && fields.images.isEmpty()) {
                warn(fields, "product", product, "The row says nothing: it has neither a variant nor a picture.");
            }
        }
        boolean continued = before > 0 && !first.ofProduct.has("name");
        if (continued) {
            warn(
                    first,
                    "product",
                    product,
                    "The product began in row %d; its rows do not follow one another. Its variants count, pictures of this row do not."
                            .formatted(before));
        } else if (selling.size() <= 1 && onlyOne(first)) {
            ObjectNode single = first.single(product, pictures);
            axisFree(single);
            make(first, single, first.categories);
            return;
        } else {
            ObjectNode item = first.product(product, pictures);
            RowFields.list(item, "axes", List.copyOf(first.options(Map.of()).keySet()));
            make(first, item, first.categories);
        }
        int position = 0;
        for (RowFields fields : selling) {
            position++;
            Map<String, String> options = fields.options(first.optionNames);
            String id = variantId(fields, product, options, position);
            make(fields, fields.variant(id, product, options, false));
        }
    }

    private static boolean onlyOne(RowFields first) {
        return first.optionValues.isEmpty()
                || first.optionValues.size() == 1 && first.optionValues.containsValue("Default Title");
    }

    private static void axisFree(ObjectNode single) {
        if (single.path("attributes") instanceof ObjectNode attributes) {
            attributes.remove("Title");
            if (attributes.isEmpty()) {
                single.remove("attributes");
            }
        }
    }
}
