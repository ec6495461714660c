package io.silkroute.mapping.read;

import io.silkroute.mapping.value.Assignment;
import io.silkroute.mapping.value.Coercion;
import io.silkroute.mapping.value.Expression;
import io.silkroute.mapping.value.Locales;
import io.silkroute.mapping.value.NeededFields;
import io.silkroute.mapping.value.Subject;
import io.silkroute.mapping.value.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Compiles {@code field: expression} lines against a Shopify input type. */
public final class FieldsReader {

    private static final int LONGEST_SCALAR = 255;
    private static final int LONGEST_HTML = 512 * 1024;
    private static final int LONGEST_ADDRESS = 2048;
    private static final int LONGEST_SUMMARY = 5_000; // Shopify names no limit; search engines show some 300
    // Without such a value a product is whole enough to be sold; without its weight it would be shipped for nothing.
    private static final Set<String> HARMLESS = Set.of("CountryCode", "UnitPriceMeasurementMeasuredUnit");

    private final InputTypes types;
    private final ExpressionReader expressions;
    private final Texts texts;
    private final Locales currencies;

    public FieldsReader(InputTypes types, ExpressionReader expressions, Texts texts, Locales currencies) {
        this.types = types;
        this.expressions = expressions;
        this.texts = texts;
        this.currencies = currencies;
    }

    /** @param elsewhere fields of the type that have a section of their own */
    public List<Assignment> read(YamlNode node, String type, Set<String> elsewhere) {
        List<Assignment> fields = new ArrayList<>();
        node.entries().forEach((name, value) -> {
            if (elsewhere.contains(name)) {
                value.error("“" + name + "” has a section of its own; it is not set here.");
                return;
            }
            InputTypes.Field field = resolve(value, name, type);
            Expression from = name.equals("handle") ? expressions.handle(value) : expressions.read(value);
            if (field != null) {
                Coercion coercion = coercion(name, field);
                constantFits(value, from, coercion, name);
                fields.add(new Assignment(name, name.split("\\."), from, coercion, List.of()));
            }
        });
        return completing(fields, type);
    }

    /** With the objects that need some of their fields, each at the last line that adds to it. */
    private List<Assignment> completing(List<Assignment> fields, String type) {
        Map<List<String>, List<String>> open = new LinkedHashMap<>();
        fields.forEach(field -> needed(type, List.of(field.path()), open));
        List<Assignment> completing = new ArrayList<>();
        for (int i = fields.size() - 1; i >= 0; i--) {
            Assignment field = fields.get(i);
            List<NeededFields> completes = new ArrayList<>();
            open.forEach((path, names) -> {
                if (within(field, path)) {
                    completes.add(new NeededFields(path, names));
                }
            });
            completes.forEach(one -> open.remove(one.path()));
            completing.add(0, new Assignment(field.key(), field.path(), field.from(), field.coercion(), completes));
        }
        return completing;
    }

    private void needed(String type, List<String> path, Map<List<String>, List<String>> open) {
        String at = type;
        for (int i = 0; i < path.size() - 1; i++) {
            InputTypes.Field field = Objects.requireNonNull(types.fields(at)).get(path.get(i));
            at = Objects.requireNonNull(field).type();
            List<String> names = required(Objects.requireNonNull(types.fields(at)));
            if (!names.isEmpty()) {
                open.put(path.subList(0, i + 1), names);
            }
        }
    }

    private static boolean within(Assignment field, List<String> path) {
        return field.path().length > path.size()
                && List.of(field.path()).subList(0, path.size()).equals(path);
    }

    private static List<String> required(Map<String, InputTypes.Field> fields) {
        return fields.values().stream()
                .filter(InputTypes.Field::required)
                .map(InputTypes.Field::name)
                .toList();
    }

    private InputTypes.@Nullable Field resolve(YamlNode node, String path, String type) {
        String at = type;
        InputTypes.Field field = null;
        for (String segment : path.split("\\.")) {
            Map<String, InputTypes.Field> fields = types.fields(at);
            if (fields == null) {
                node.error("“" + segment + "” cannot stand here: " + at + " has no fields of its own.");
                return null;
            }
            field = fields.get(segment);
            String reason = NotCarried.reason(at, segment);
            if (reason != null) {
                node.error("“" + segment + "” is not mapped: " + reason);
                return null;
            }
            if (field == null) {
                node.error("Shopify's " + at + " has no field “" + segment + "”. "
                        + Suggestion.of(segment, fields.keySet()));
                return null;
            }
            at = field.type();
        }
        return field;
    }

    private Coercion coercion(String name, InputTypes.Field field) {
        Coercion one = scalar(name, field.type());
        if (!field.list()) {
            return one;
        }
        return new Coercion.Each(one instanceof Coercion.Text text ? new Coercion.Entry(text) : one, texts);
    }

    private Coercion scalar(String name, String type) {
        List<String> values = types.words(type);
        if (values != null) {
            Coercion.Choice choice = Coercion.Choice.of(values, HARMLESS.contains(type), texts);
            return type.equals("CountryCode") ? new Coercion.Country(choice) : choice;
        }
        Map<String, InputTypes.Field> fields = types.fields(type);
        if (fields != null) {
            Map<String, Coercion> coercions = new LinkedHashMap<>();
            fields.forEach((field, declared) -> {
                if (NotCarried.reason(type, field) == null) {
                    coercions.put(field, coercion(name + "." + field, declared));
                }
            });
            return new Coercion.Fields(coercions, required(fields));
        }
        return switch (type) {
            case "Money", "Decimal" -> new Coercion.Money(currencies, texts);
            case "Float" -> new Coercion.Decimal(texts);
            case "Int" -> new Coercion.Whole(texts);
            case "Boolean" -> new Coercion.Truth(texts);
            default -> text(name);
        };
    }

    private Coercion text(String name) {
        int longest = name.endsWith("descriptionHtml")
                ? LONGEST_HTML
                : name.endsWith("originalSource")
                        ? LONGEST_ADDRESS
                        : name.equals("seo.description") ? LONGEST_SUMMARY : LONGEST_SCALAR;
        Coercion.Text text = new Coercion.Text(texts, longest);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "barcode" -> new Coercion.Barcode(text);
            case "originalSource" -> new Coercion.Address(text);
            case "category" -> new Coercion.Category(texts);
            case "harmonizedSystemCode" -> new Coercion.CustomsCode(texts);
            case "provinceCodeOfOrigin" -> new Coercion.Province(texts);
            default -> text;
        };
    }

    // A constant can be tried out now; what a PIM will send cannot.
    private void constantFits(YamlNode node, Expression from, Coercion coercion, String name) {
        for (JsonNode constant : constants(from)) {
            fits(node, constant, coercion, name);
        }
        lookups(node)
                .forEach(lookup -> lookup.words()
                        .forEach((word, replacement) -> fits(replacement, lookup.value(word), coercion, name)));
    }

    private static void fits(YamlNode node, JsonNode constant, Coercion coercion, String name) {
        Coercion.Choice choice = choice(coercion);
        Subject trial = Subject.of(JsonNodeFactory.instance.objectNode());
        boolean spelt = choice == null || choice.values().contains(constant.asString(""));
        if (!Expression.there(constant) || coercion.of(constant, name, trial) != null && spelt) {
            return;
        }
        List<String> said = trial.problems().isEmpty() ? trial.notes() : trial.problems();
        String why = said.isEmpty() ? "“" + constant.asString("") + "” does not fit here." : said.get(0);
        node.error(choice == null ? why : why + " " + Suggestion.of(constant.asString(""), choice.values()));
    }

    private static Coercion.@Nullable Choice choice(Coercion coercion) {
        return coercion instanceof Coercion.Country country
                ? country.codes()
                : coercion instanceof Coercion.Choice choice ? choice : null;
    }

    /** The tables in files of their own that a value passes through. */
    private List<Lookup> lookups(YamlNode node) {
        List<Lookup> found = new ArrayList<>();
        if (node.object()) {
            Lookup own = expressions.lookup(node);
            if (own != null) {
                found.add(own);
            }
            node.get("first").elements().forEach(candidate -> found.addAll(lookups(candidate)));
        }
        return found;
    }

    private static List<JsonNode> constants(Expression from) {
        if (from instanceof Expression.Constant constant) {
            return List.of(constant.value());
        }
        if (from instanceof Expression.First first) {
            return first.candidates().stream()
                    .flatMap(candidate -> constants(candidate).stream())
                    .toList();
        }
        if (from instanceof Expression.Table table) {
            List<JsonNode> constants =
                    new ArrayList<>(table.fromFile() ? List.of() : table.words().values());
            constants(table.from()).forEach(word -> constants.add(table.words().getOrDefault(word.asString(""), word)));
            return constants;
        }
        return List.of();
    }
}
