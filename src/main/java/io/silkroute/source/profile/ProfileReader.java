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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a profile; whatever is wrong with it is told at once, each with its line and key. */
final class ProfileReader {

    private static final Set<String> KEYS = Set.of(
            "title",
            "recognize",
            "parents",
            "records",
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

    private static final Set<String> SETTINGS = Set.of("from", "as", "split", "unit", "currency", "words", "of");

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
        boolean within = categories.get("commas").word("between", "within").equals("within");
        if (within && root.get("columns").object()) {
            requireNoSplit(root.get("columns").get("categories"));
        }
        return new Profile(
                name,
                root.get("title").text(name),
                own,
                List.copyOf(recognize),
                root.get("records").texts(),
                Parents.of(root.get("parents").word(Parents.words())),
                root.get("type").word("product", "category"),
                root.get("ids").word("sku", "ref").equals("ref"),
                columns,
                root.get("others").word("unused", "attributes").equals("attributes"),
                decimal.equals("auto") ? null : decimal.equals("point") ? Decimal.POINT : Decimal.COMMA,
                currency(root.get("currency")),
                root.get("images").get("base").text(),
                lower(root.get("variants").texts()),
                lower(root.get("skip").texts()),
                categories.get("path").text(),
                Set.copyOf(new HashSet<>(categories.get("drop").texts())),
                within,
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
        boolean attribute = target == Target.ATTRIBUTE || target == Target.OPTION;
        String name = attribute ? key.substring(target.key.length()) : key;
        if (!value.object()) {
            return new ColumnRule(
                    key, target, name, from(value, target), target.ofVariant, "text", null, null, null, Map.of());
        }
        requireKnown(value, key, target.settings(name));
        return new ColumnRule(
                key,
                target,
                name,
                from(value.get("from"), target),
                target.ofVariant || value.get("of").word("product", "variant").equals("variant"),
                target.shape == Target.Shape.LOCALISED
                        ? value.get("as").word("text", "escaped")
                        : value.get("as").word("text", "number", "truth", "escaped"),
                split(value.get("split")),
                unit(value.get("unit")),
                currency(value.get("currency")),
                target.shape == Target.Shape.STATUS ? statuses(value.get("words")) : words(value.get("words")));
    }

    private static List<HeaderPattern> from(YamlNode names, Target target) {
        if (names.texts().isEmpty()) {
            names.error("Name the column, or a list of the names it may have.");
        }
        return names.texts().stream()
                .map(alias -> new HeaderPattern(alias, target.shape))
                .toList();
    }

    // What would do nothing is an error, as a word is that nobody knows.
    private static void requireKnown(YamlNode value, String column, Set<String> useful) {
        value.allow(SETTINGS);
        value.entries().forEach((name, entry) -> {
            if (SETTINGS.contains(name) && !useful.contains(name)) {
                entry.error("This does nothing for the column of %s. What can be said of it: %s."
                        .formatted(column, String.join(", ", new TreeSet<>(useful))));
            }
        });
    }

    private static @Nullable String split(YamlNode node) {
        String split = node.text();
        if (split != null && split.isEmpty()) {
            node.error("Write what stands between two entries, such as “;”.");
        }
        return split;
    }

    private static void requireNoSplit(YamlNode column) {
        if (column.object() && !column.get("split").absent()) {
            column.get("split")
                    .error("This does nothing beside “commas: within”, by which paths are parted at their commas.");
        }
    }

    private static @Nullable String unit(YamlNode node) {
        String unit = node.text();
        if (unit != null && Weight.unit(unit) == null) {
            node.error("“" + unit + "” is no unit of weight. Known here: kg, g, lb, oz.");
        }
        return Weight.unit(unit);
    }

    private static @Nullable String currency(YamlNode node) {
        String currency = node.text();
        if (currency != null && !NumberText.CURRENCIES.contains(currency)) {
            node.error("“" + currency + "” is no currency. Write its three letters, such as EUR.");
        }
        return currency;
    }

    private static Map<String, String> words(YamlNode node) {
        Map<String, String> words = new HashMap<>();
        node.entries().forEach((word, meaning) -> words.put(word.toLowerCase(Locale.ROOT), meaning.text("")));
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
