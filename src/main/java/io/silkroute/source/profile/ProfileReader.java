package io.silkroute.source.profile;

import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.read.Suggestion;
import io.silkroute.mapping.read.YamlNode;
import io.silkroute.source.value.Decimal;
import io.silkroute.source.value.NumberText;
import io.silkroute.source.value.Weight;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a profile; whatever is wrong with it is told at once, each with its line and key. */
final class ProfileReader {

    private static final Set<String> KEYS = Set.of(
            "title",
            "recognize",
            "parents",
            "type",
            "ids",
            "columns",
            "others",
            "decimal",
            "currency",
            "images",
            "variants",
            "skip",
            "categories",
            "full",
            "statuses");

    private ProfileReader() {}

    static Profile read(String name, boolean own, String text, List<MappingError> errors) {
        YamlNode root = YamlNode.read(name + ".yaml", new StringReader(text), errors);
        root.allow(KEYS);
        List<ColumnRule> columns = columns(root.get("columns"));
        List<List<HeaderPattern>> recognize = new ArrayList<>();
        for (YamlNode one : root.get("recognize").elements()) {
            recognize.add(one.texts().stream()
                    .map(alias -> new HeaderPattern(alias, shape(alias, columns)))
                    .toList());
        }
        if (recognize.isEmpty()) {
            root.get("recognize").error("Name the columns by which such a file is known, such as [SKU, Name].");
        }
        YamlNode categories = root.get("categories");
        categories.allow(Set.of("path", "drop", "commas"));
        root.get("images").allow(Set.of("base"));
        String decimal = root.get("decimal").word("auto", "point", "comma");
        String full = root.get("full").word("false", "true", "never");
        String currency = root.get("currency").text();
        if (currency != null && !NumberText.CURRENCIES.contains(currency)) {
            root.get("currency").error("“" + currency + "” is no currency. Write its three letters, such as EUR.");
        }
        return new Profile(
                name,
                root.get("title").text(name),
                own,
                List.copyOf(recognize),
                Parents.of(root.get("parents").word(Parents.words())),
                root.get("type").word("product", "category"),
                root.get("ids").word("sku", "ref").equals("ref"),
                columns,
                root.get("others").word("unused", "attributes").equals("attributes"),
                decimal.equals("auto") ? null : decimal.equals("point") ? Decimal.POINT : Decimal.COMMA,
                currency,
                root.get("images").get("base").text(),
                lower(root.get("variants").texts()),
                lower(root.get("skip").texts()),
                categories.get("path").text(),
                Set.copyOf(new HashSet<>(categories.get("drop").texts())),
                categories.get("commas").word("between", "within").equals("within"),
                full.equals("true"),
                full.equals("never"),
                statuses(root.get("statuses")));
    }

    // A name by which a file is known may have what its rule lets stand behind it.
    private static Target.Shape shape(String alias, List<ColumnRule> columns) {
        return columns.stream()
                .filter(rule ->
                        rule.from().stream().anyMatch(from -> from.toString().equals(alias)))
                .map(rule -> rule.target().shape)
                .findFirst()
                .orElse(Target.Shape.TEXT);
    }

    private static List<ColumnRule> columns(YamlNode node) {
        List<ColumnRule> columns = new ArrayList<>();
        if (node.absent()) {
            node.error("Say which column is what: “columns: {sku: SKU, name: [Name, Title]}”.");
        }
        node.entries().forEach((key, value) -> {
            Target target = Target.of(key);
            if (target == null) {
                value.error("This is nothing of an item. " + Suggestion.of(key, Target.known()));
                return;
            }
            columns.add(column(key, target, value));
        });
        return List.copyOf(columns);
    }

    private static ColumnRule column(String key, Target target, YamlNode value) {
        YamlNode from = value.object() ? value.get("from") : value;
        if (value.object()) {
            value.allow(Set.of("from", "as", "split", "unit", "currency", "words", "of"));
        }
        if (from.texts().isEmpty()) {
            from.error("Name the column, or a list of the names it may have.");
        }
        String unit = option(value, "unit");
        if (unit != null && Weight.unit(unit) == null) {
            value.get("unit").error("“" + unit + "” is no unit of weight. Known here: kg, g, lb, oz.");
        }
        boolean attribute = target == Target.ATTRIBUTE || target == Target.OPTION;
        return new ColumnRule(
                key,
                target,
                attribute ? key.substring(target.key.length()) : key,
                from.texts().stream()
                        .map(alias -> new HeaderPattern(alias, target.shape))
                        .toList(),
                target.ofVariant
                        || value.object()
                                && value.get("of").word("product", "variant").equals("variant"),
                value.object() ? value.get("as").word("text", "number", "truth", "escaped") : "text",
                option(value, "split"),
                Weight.unit(unit),
                option(value, "currency"),
                words(value));
    }

    private static @Nullable String option(YamlNode value, String name) {
        return value.object() ? value.get(name).text() : null;
    }

    private static Map<String, String> words(YamlNode value) {
        Map<String, String> words = new HashMap<>();
        if (value.object()) {
            value.get("words")
                    .entries()
                    .forEach((word, meaning) -> words.put(word.toLowerCase(Locale.ROOT), meaning.text("")));
        }
        return Map.copyOf(words);
    }

    private static Map<String, String> statuses(YamlNode node) {
        Map<String, String> statuses = new HashMap<>();
        node.entries()
                .forEach((word, status) ->
                        statuses.put(word.toLowerCase(Locale.ROOT), status.word("visible", "draft", "invisible")));
        return Map.copyOf(statuses);
    }

    private static Set<String> lower(List<String> words) {
        Set<String> lower = new HashSet<>();
        words.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
        return Set.copyOf(lower);
    }
}
