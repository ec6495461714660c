package io.silkroute.source;

import io.silkroute.source.Columns.Bound;
import io.silkroute.source.profile.ColumnRule;
import io.silkroute.source.profile.Profile;
import io.silkroute.source.profile.Target;
import io.silkroute.source.table.Cells;
import io.silkroute.source.table.Row;
import io.silkroute.source.value.Decimal;
import io.silkroute.source.value.NumberText;
import io.silkroute.source.value.StatusWords;
import io.silkroute.source.value.Weight;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the cells of a row by a profile. What cannot be read is a fault of the row; nothing is guessed. */
final class RowReader {

    private static final Pattern PAIR = Pattern.compile(",(?=[\\w-]+=)");
    private static final Pattern BY_LOCALE = Pattern.compile("(.+?)[-.]([a-z]{2}_[A-Z]{2})(?:[-.][\\w-]+)?");
    private static final Pattern NEXT_ADDRESS = Pattern.compile("(?<![,;|\\s])[,;|\\s]++(?=https?://)");
    private static final Pattern LINE_END = Pattern.compile("(?<!\\\\)\\\\n");
    private static final Pattern SHORTENED = Pattern.compile("\\d(?:[.,]\\d+)?[eE]\\+\\d{2,3}");
    private static final Pattern FROM_TO = Pattern.compile("(\\d{4}-[^/]{1,40}?)\\s*/\\s*(\\d{4}-[^/]{1,40})");

    static final int SHOWN = 60; // characters of a cell, in a sentence

    private final Profile profile;
    private final Columns columns;
    private final Map<Integer, Decimal> decimals;
    private final CategoryRoots roots;
    private final SettledPrices prices;

    RowReader(Profile profile, Columns columns, Map<Integer, Decimal> decimals, CategoryRoots roots, Instant now) {
        this.prices = new SettledPrices(now);
        this.roots = roots;
        this.profile = profile;
        this.columns = columns;
        this.decimals = decimals;
    }

    RowFields read(Row row) {
        RowFields fields = new RowFields(row.number());
        if (row.fault() != null) {
            fields.faults.add(new Fault(row.number(), null, null, null, null, row.fault()));
            fields.unclear = true;
        }
        row.faults().forEach((column, what) -> unreadable(column, what, fields));
        for (String cell : row.cells()) {
            fields.size += cell == null ? 0 : cell.length();
        }
        columns.byRule().forEach((rule, bound) -> read(rule, bound, row, fields));
        if (profile.others()) {
            columns.others().forEach(column -> other(column, row, fields));
        }
        prices.settle(fields);
        return fields;
    }

    private void unreadable(int column, String what, RowFields fields) {
        boolean unused = columns.header(column).isEmpty()
                || !profile.others() && columns.others().contains(column);
        if (!unused) {
            fields.unclear = true;
            fields.faults.add(new Fault(
                    fields.row,
                    columns.header(column),
                    null,
                    null,
                    null,
                    "Column “%s” %s".formatted(columns.header(column), what)));
        }
    }

    private void read(ColumnRule rule, List<Bound> bound, Row row, RowFields fields) {
        switch (rule.target()) {
            case ID -> fields.id = identity(bound, row, fields);
            case MODEL -> fields.model = text(bound, row);
            case REF -> fields.ref = text(bound, row);
            case KIND -> fields.kind = kind(text(bound, row));
            case VIEW -> fields.view = text(bound, row);
            case GROUP -> fields.group = identity(bound, row, fields);
            case PARENT -> fields.parent = identity(bound, row, fields);
            case SKU -> fields.sku = identity(bound, row, fields);
            case CONFIGURATION -> fields.configuration = text(bound, row);
            case STATUS -> fields.status = status(bound, row, fields);
            case VISIBILITY -> fields.visibility = status(bound, row, fields);
            case BARCODE -> put(fields, rule, rule.key(), identity(bound, row, fields));
            case FAMILY, TAXONOMY -> put(fields, rule, rule.key(), text(bound, row));
            case UPDATED -> updated(rule, bound, row, fields);
            case NAME, DESCRIPTION -> localised(fields.ofProduct, rule.key(), bound, row);
            case SEO_TITLE -> localised(seo(fields), "title", bound, row);
            case SEO_DESCRIPTION -> localised(seo(fields), "description", bound, row);
            case TAGS -> RowFields.list(fields.ofProduct, "tags", list(bound, row, "(?<!\\\\)[,|]"));
            case IMAGES -> fields.images.addAll(pictures(bound, row));
            case VARIANT_IMAGES -> fields.variantImages.addAll(pictures(bound, row));
            case AXES -> fields.axes.addAll(list(bound, row, "(?<!\\\\)[,|]"));
            case CATEGORIES -> fields.categories.addAll(categories(bound, row));
            case PRICE, SALE_PRICE, COMPARE_AT_PRICE, COST, PRICE_IMPACT -> money(rule, bound, row, fields);
            case SALE_FROM -> fields.saleFrom = said(bound, row, 1);
            case SALE_TO -> fields.saleTo = said(bound, row, 2);
            case STOCK -> stock(bound, row, fields);
            case WEIGHT -> weight(bound, row, fields);
            case WEIGHT_UNIT, CURRENCY -> {} // read with the weight and the amounts
            case OPTION_NAME -> numbered(bound, row, fields.optionNames);
            case OPTION_VALUE -> numbered(bound, row, fields.optionValues);
            case OPTION -> {
                String value = text(bound, row);
                if (value != null) {
                    fields.options.put(rule.name(), value);
                }
            }
            case ATTRIBUTE -> attribute(rule, bound, row, fields);
        }
        if (fields.ofProduct.path("seo").isEmpty()) {
            fields.ofProduct.remove("seo");
        }
    }

    /** @param part of a cell that says from when until when: {@code 2026-05-01T00:00Z/2026-05-31T00:00Z} */
    private static RowFields.@Nullable Said said(List<Bound> bound, Row row, int part) {
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell != null) {
                Matcher both = FROM_TO.matcher(cell);
                return new RowFields.Said(one.header(), both.matches() ? both.group(part) : cell);
            }
        }
        return null;
    }

    private static void put(RowFields fields, ColumnRule rule, String key, @Nullable String text) {
        if (text != null) {
            (rule.ofVariant() ? fields.ofVariant : fields.ofProduct).put(key, text);
        }
    }

    private static ObjectNode seo(RowFields fields) {
        return fields.ofProduct.path("seo") instanceof ObjectNode there ? there : fields.ofProduct.putObject("seo");
    }

    private static @Nullable String text(List<Bound> bound, Row row) {
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell != null) {
                return one.rule().words().getOrDefault(cell.toLowerCase(Locale.ROOT), cell);
            }
        }
        return null;
    }

    // A spreadsheet program shows a long number so, and has lost its last digits when it saves it.
    private static @Nullable String identity(List<Bound> bound, Row row, RowFields fields) {
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell != null && SHORTENED.matcher(cell).matches()) {
                fields.unclear = true;
                fault(
                        fields,
                        one,
                        cell,
                        "was shortened by a spreadsheet program, and digits of it are lost. Make the column a text there and enter it again.");
                return null;
            }
            if (cell != null) {
                break;
            }
        }
        return text(bound, row);
    }

    private static void updated(ColumnRule rule, List<Bound> bound, Row row, RowFields fields) {
        String cell = text(bound, row);
        if (cell == null) {
            return;
        }
        try {
            int year = OffsetDateTime.parse(cell).getYear();
            if (year >= 1 && year <= 9998) {
                put(fields, rule, rule.key(), cell);
                return;
            }
        } catch (DateTimeException withoutOffset) {
            // it cannot be said which time it was, so nothing can be compared by it
        }
        fields.unclearTime = new RowFields.Said(bound.get(0).header(), cell);
    }

    // "variable, virtual" and "simple, downloadable" are what they are first.
    private @Nullable String kind(@Nullable String cell) {
        if (cell == null) {
            return null;
        }
        String lower = cell.toLowerCase(Locale.ROOT);
        for (String word : lower.split(",", -1)) {
            if (profile.variantKinds().contains(word.strip()) || profile.skip().contains(word.strip())) {
                return word.strip();
            }
        }
        return lower;
    }

    private @Nullable String status(List<Bound> bound, Row row, RowFields fields) {
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell != null) {
                Map<String, String> words = new LinkedHashMap<>(profile.statuses());
                words.putAll(one.rule().words());
                String status = StatusWords.of(cell, words);
                if (status == null) {
                    fault(
                            fields,
                            one,
                            cell,
                            "is no known word of a state; known are, among others, %s. Name it below “statuses” of the profile."
                                    .formatted(StatusWords.known()));
                }
                return status;
            }
        }
        return null;
    }

    private static void localised(ObjectNode into, String key, List<Bound> bound, Row row) {
        ObjectNode byLocale = into.objectNode();
        String plain = null;
        for (Bound one : bound) {
            String cell = plain(one.rule(), row.cell(one.index()));
            if (cell == null) {
                continue;
            }
            if (one.suffix() == null) {
                plain = plain == null ? cell : plain;
            } else if (!byLocale.has(one.suffix())) {
                byLocale.put(one.suffix(), cell);
            }
        }
        if (!byLocale.isEmpty()) {
            into.set(key, byLocale);
        } else if (plain != null) {
            into.put(key, plain);
        }
    }

    // WooCommerce writes the end of a line as two characters, and these two as three.
    private static @Nullable String plain(ColumnRule rule, @Nullable String cell) {
        return cell == null || !rule.kind().equals("escaped")
                ? cell
                : Cells.value(LINE_END.matcher(cell).replaceAll("\n").replace("\\\\n", "\\n"));
    }

    private static List<String> list(List<Bound> bound, Row row, String otherwise) {
        List<String> entries = new ArrayList<>();
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell != null) {
                String by = one.rule().split() == null
                        ? otherwise
                        : Pattern.quote(one.rule().split());
                for (String entry : cell.split(by, -1)) {
                    String value = Cells.value(entry.replace("\\,", ","));
                    if (value != null) {
                        entries.add(value);
                    }
                }
            }
        }
        return entries;
    }

    private List<String> categories(List<Bound> bound, Row row) {
        if (!profile.categoryCommas()) {
            return list(bound, row, "(?<!\\\\),");
        }
        List<String> paths = new ArrayList<>();
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell != null) {
                paths.addAll(roots.paths(cell));
            }
        }
        return paths;
    }

    private List<String> pictures(List<Bound> bound, Row row) {
        List<String> pictures = new ArrayList<>();
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell != null) {
                String base = profile.imageBase();
                boolean addresses = cell.startsWith("http://") || cell.startsWith("https://");
                for (String entry : pictures(one.rule().split(), addresses, cell)) {
                    String value = Cells.value(entry);
                    if (value != null) {
                        pictures.add(addresses || base == null ? value : joined(base, value));
                    }
                }
            }
        }
        return pictures;
    }

    private static String[] pictures(@Nullable String split, boolean addresses, String cell) {
        if (split != null) {
            return cell.split(Pattern.quote(split), -1);
        }
        return addresses ? NEXT_ADDRESS.split(cell) : cell.split("[,;|\\n]", -1);
    }

    private static String joined(String base, String name) {
        String path = name.startsWith("/") ? name.substring(1) : name;
        return (base.endsWith("/") ? base : base + "/") + path.replace(" ", "%20");
    }

    private void money(ColumnRule rule, List<Bound> bound, Row row, RowFields fields) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell == null) {
                continue;
            }
            NumberText.Exact number = number(one, cell, row, fields);
            if (number == null) {
                continue;
            }
            if (number.amount().signum() < 0 && rule.target() != Target.PRICE_IMPACT) {
                fault(fields, one, cell, "is less than nothing.");
                continue;
            }
            String currency = number.currency() == null ? currency(one, row, fields) : number.currency();
            amounts.putIfAbsent(currency == null ? "" : currency, number.amount());
        }
        if (amounts.size() > 1 && amounts.containsKey("")) {
            fault(
                    fields,
                    bound.get(0),
                    null,
                    "stands once with a currency and once without; say in the profile which one counts.");
        }
        amounts.forEach((currency, amount) -> {
            Map<String, String> into = switch (rule.target()) {
                case PRICE -> fields.prices;
                case SALE_PRICE -> fields.sales;
                case COMPARE_AT_PRICE -> fields.compared;
                case COST -> fields.costs;
                default -> fields.impacts;
            };
            into.put(currency, amount.toPlainString());
        });
    }

    private @Nullable String currency(Bound amount, Row row, RowFields fields) {
        if (amount.suffix() != null) {
            return amount.suffix();
        }
        String beside = beside(Target.CURRENCY, row);
        if (beside != null && !NumberText.CURRENCIES.contains(beside.toUpperCase(Locale.ROOT))) {
            fields.faults.add(new Fault(
                    fields.row,
                    null,
                    beside,
                    null,
                    null,
                    "“%s” is no currency; write its three letters, such as EUR.".formatted(Cells.cut(beside, SHOWN))));
        }
        return beside != null
                ? beside.toUpperCase(Locale.ROOT)
                : amount.rule().currency() != null ? amount.rule().currency() : profile.currency();
    }

    /** What another column of the row says of this one's values. */
    private @Nullable String beside(Target target, Row row) {
        for (Map.Entry<ColumnRule, List<Bound>> one : columns.byRule().entrySet()) {
            if (one.getKey().target() == target) {
                return text(one.getValue(), row);
            }
        }
        return null;
    }

    private NumberText.@Nullable Exact number(Bound column, String cell, Row row, RowFields fields) {
        Decimal decimal = row.isNumber(column.index())
                ? Decimal.POINT
                : profile.decimal() != null ? profile.decimal() : decimals.get(column.index());
        NumberText read = NumberText.read(cell, decimal);
        if (read instanceof NumberText.Exact number) {
            return number;
        }
        fault(
                fields,
                column,
                cell,
                read instanceof NumberText.Ambiguous
                        ? "may mean thousands or decimals, and no other value of the column tells which. Say “decimal: point” or “decimal: comma” in the profile."
                        : "is no number.");
        return null;
    }

    private void stock(List<Bound> bound, Row row, RowFields fields) {
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell != null) {
                NumberText.Exact number = number(one, cell, row, fields);
                if (number != null) {
                    BigDecimal amount = number.amount();
                    boolean whole = amount.stripTrailingZeros().scale() <= 0;
                    fields.ofVariant.put("stock", whole ? amount.setScale(0) : amount);
                }
                return;
            }
        }
    }

    private void weight(List<Bound> bound, Row row, RowFields fields) {
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell == null) {
                continue;
            }
            Weight.Parts parts = Weight.parts(cell);
            if (parts == null) {
                fault(fields, one, cell, "is no weight.");
                return;
            }
            NumberText.Exact number = number(one, parts.number(), row, fields);
            String unit = parts.unit() != null ? parts.unit() : one.suffix() != null ? one.suffix() : unit(row, one);
            if (number != null && number.amount().signum() != 0) {
                if (unit == null) {
                    fields.warnings.add(new Fault(
                            fields.row,
                            one.header(),
                            cell,
                            null,
                            null,
                            "The weight “%s” has no unit and is left out. Name the unit in the profile, or in the header: %s (kg)."
                                    .formatted(cell, one.header())));
                    return;
                }
                fields.ofVariant
                        .putObject("weight")
                        .put("value", number.amount())
                        .put("unit", unit);
            }
            return;
        }
    }

    private @Nullable String unit(Row row, Bound weight) {
        String beside = Weight.unit(beside(Target.WEIGHT_UNIT, row));
        return beside == null ? weight.rule().unit() : beside;
    }

    private static void numbered(List<Bound> bound, Row row, Map<Integer, String> into) {
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell != null) {
                into.put(one.number(), cell);
            }
        }
    }

    private void attribute(ColumnRule rule, List<Bound> bound, Row row, RowFields fields) {
        for (Bound one : bound) {
            String cell = row.cell(one.index());
            if (cell == null) {
                continue;
            }
            if (rule.name().equals(Target.ALL)) {
                pairs(cell, attributes(rule, fields));
                continue;
            }
            ObjectNode into = attributes(rule, fields);
            String[] path = path(rule.name(), one.placeholders());
            for (int i = 0; i < path.length - 1; i++) {
                into = into.path(path[i]) instanceof ObjectNode there ? there : into.putObject(path[i]);
            }
            String key = path[path.length - 1];
            if (!into.has(key)) {
                set(into, key, rule.words().getOrDefault(cell.toLowerCase(Locale.ROOT), cell), one, row, fields);
            }
        }
    }

    private static ObjectNode attributes(ColumnRule rule, RowFields fields) {
        return RowFields.attributes(rule.ofVariant() ? fields.ofVariant : fields.ofProduct);
    }

    private static String[] path(String name, Map<String, String> placeholders) {
        String[] path = name.split("\\.", -1);
        for (int i = 0; i < path.length; i++) {
            for (Map.Entry<String, String> one : placeholders.entrySet()) {
                path[i] = path[i].replace("{" + one.getKey() + "}", one.getValue());
            }
        }
        return path;
    }

    private void set(ObjectNode into, String key, String cell, Bound column, Row row, RowFields fields) {
        switch (column.rule().kind()) {
            case "number" -> {
                NumberText.Exact number = number(column, cell, row, fields);
                if (number != null) {
                    into.put(key, number.amount());
                }
            }
            case "truth" -> {
                Boolean truth = StatusWords.truth(cell);
                if (truth == null) {
                    fault(fields, column, cell, "is neither yes nor no.");
                } else {
                    into.put(key, truth);
                }
            }
            default -> into.put(key, plain(column.rule(), cell));
        }
    }

    private static void pairs(String cell, ObjectNode into) {
        for (String pair : PAIR.split(cell)) {
            int at = pair.indexOf('=');
            String value = at < 1 ? null : Cells.value(pair.substring(at + 1));
            if (value != null) {
                into.put(pair.substring(0, at).strip(), value);
            }
        }
    }

    private void other(int column, Row row, RowFields fields) {
        String cell = row.cell(column);
        if (cell == null) {
            return;
        }
        String header = columns.header(column);
        boolean again = column > 0 && columns.header(column - 1).equals(header);
        Matcher local = BY_LOCALE.matcher(header);
        ObjectNode into = RowFields.attributes(fields.ofProduct);
        if (local.matches()) {
            String key = key(local.group(1));
            ObjectNode texts = into.path(key) instanceof ObjectNode there ? there : into.putObject(key);
            if (again) {
                more(texts, local.group(2), cell);
            } else if (!texts.has(local.group(2))) {
                texts.put(local.group(2), cell);
            }
        } else if (again) {
            more(into, key(header), cell);
        } else if (!into.has(key(header))) {
            into.put(key(header), cell);
        }
    }

    // A list has as many columns of one name as it has entries.
    private static void more(ObjectNode into, String key, String cell) {
        if (into.path(key) instanceof ArrayNode list) {
            list.add(cell);
        } else if (into.path(key).isString()) {
            String first = into.path(key).asString("");
            into.putArray(key).add(first).add(cell);
        } else {
            into.put(key, cell);
        }
    }

    private static String key(String header) {
        String key = header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
        return key.replaceAll("^_+|_+$", "").isEmpty() ? header : key.replaceAll("^_+|_+$", "");
    }

    private static void fault(RowFields fields, Bound column, @Nullable String cell, String what) {
        fields.faults.add(new Fault(
                fields.row,
                column.header(),
                cell,
                null,
                null,
                cell == null
                        ? "Column “%s” %s".formatted(column.header(), what)
                        : "Column “%s”: “%s” %s".formatted(column.header(), Cells.cut(cell, SHOWN), what)));
    }

    static void eachVote(Columns columns, Row row, Consumer<Integer> column) {
        columns.byRule().forEach((rule, bound) -> {
            boolean counts = rule.target().shape == Target.Shape.MONEY
                    || rule.target().shape == Target.Shape.NUMBER
                    || rule.target().shape == Target.Shape.WEIGHT
                    || rule.kind().equals("number");
            if (counts) {
                bound.stream()
                        .map(Bound::index)
                        .filter(index -> row.cell(index) != null && !row.isNumber(index))
                        .forEach(column);
            }
        });
    }
}
