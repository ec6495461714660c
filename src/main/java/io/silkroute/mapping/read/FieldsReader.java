package io.silkroute.mapping.read;

import io.silkroute.mapping.value.Assignment;
import io.silkroute.mapping.value.Coercion;
import io.silkroute.mapping.value.Expression;
import io.silkroute.mapping.value.Locales;
import io.silkroute.mapping.value.Subject;
import io.silkroute.mapping.value.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                fields.add(new Assignment(name, name.split("\\."), from, coercion));
            }
        });
        return fields;
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
        List<String> values = types.values(type);
        if (values != null) {
            return new Coercion.Choice(values, texts);
        }
        Map<String, InputTypes.Field> fields = types.fields(type);
        if (fields != null) {
            Map<String, Coercion> coercions = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            fields.forEach((field, declared) -> {
                coercions.put(field, coercion(name + "." + field, declared));
                if (declared.required()) {
                    required.add(field);
                }
            });
            return new Coercion.Fields(coercions, required);
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
        return name.equals("barcode")
                ? new Coercion.Barcode(text)
                : name.endsWith("originalSource") ? new Coercion.Address(text) : text;
    }

    // A constant can be tried out now; what a PIM will send cannot.
    private static void constantFits(YamlNode node, Expression from, Coercion coercion, String name) {
        for (JsonNode constant : constants(from)) {
            Subject trial = Subject.of(JsonNodeFactory.instance.objectNode());
            if (Expression.there(constant) && coercion.of(constant, name, trial) == null) {
                List<String> said = trial.problems().isEmpty() ? trial.notes() : trial.problems();
                String why = said.isEmpty() ? "“" + constant.asString("") + "” does not fit here." : said.get(0);
                node.error(
                        coercion instanceof Coercion.Choice choice
                                ? why + " " + Suggestion.of(constant.asString(""), choice.values())
                                : why);
            }
        }
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
            List<JsonNode> constants = new ArrayList<>(table.words().values());
            constants(table.from()).forEach(word -> constants.add(table.words().getOrDefault(word.asString(""), word)));
            return constants;
        }
        return List.of();
    }
}
