package io.silkroute.mapping.read;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.silkroute.mapping.value.Expression;
import io.silkroute.mapping.value.Regexes;
import io.silkroute.mapping.value.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Compiles where a value comes from: {@code name} is a path; {@code {from, inherit, words, as}} a path with more;
 * {@code {first: […]}} the first that is there; {@code {value}} a constant; {@code {formula}} JSONata. Words may stand in a
 * file of their own: {@code {from, lookup: file.yaml}}.
 */
public final class ExpressionReader {

    private static final Set<String> KEYS =
            Set.of("from", "first", "value", "formula", "inherit", "words", "lookup", "unlisted", "as");
    private static final Set<String> KEYS_OF_A_HANDLE =
            Set.of("from", "first", "value", "formula", "inherit", "words", "lookup", "unlisted", "as", "follow");
    private static final Map<String, Expression.Shape> SHAPES = Map.of(
            "html", Texts::html,
            "slug", Texts::handle,
            "readable", (text, subject) -> Texts.humanise(text),
            "lower-case", (text, subject) -> text.toLowerCase(Locale.ROOT),
            "upper-case", (text, subject) -> text.toUpperCase(Locale.ROOT));
    // The same item must always render to the same payload, or it would be written again and again; and what a PIM
    // sends is data, never a formula.
    private static final Pattern UNSTEADY = Pattern.compile("\\$(now|millis|random|shuffle|eval)\\b");
    private static final Set<String> NO_SUCH_FUNCTION = Set.of("T1005", "T1006");

    private final Texts texts;
    private final Lookups lookups;
    private final Set<String> used = new TreeSet<>();

    public ExpressionReader(Texts texts, Lookups lookups) {
        this.texts = texts;
        this.lookups = lookups;
    }

    /** The files of tables that were read from so far. */
    public Set<String> used() {
        return Set.copyOf(used);
    }

    /** As any other field, or {@code {follow: true}} alone: the usual way to a handle. */
    Expression handle(YamlNode node) {
        if (!node.object()) {
            return path(node, false);
        }
        node.allow(KEYS_OF_A_HANDLE);
        return node.entries().keySet().equals(Set.of("follow")) ? usualHandle() : expression(node);
    }

    /** The PIM's own, else one made of the name, else of the id. */
    private Expression usualHandle() {
        List<Expression> candidates = new ArrayList<>();
        for (String path : List.of("attributes.handle", "name", "id")) {
            candidates.add(new Expression.Path(path.split("\\."), false));
        }
        return new Expression.Shaped(new Expression.First(List.copyOf(candidates)), texts, Texts::handle);
    }

    public Expression read(YamlNode node) {
        if (!node.object()) {
            return path(node, false);
        }
        node.allow(KEYS);
        return expression(node);
    }

    private Expression expression(YamlNode node) {
        return shaped(node, worded(node, source(node)));
    }

    private Expression source(YamlNode node) {
        int sources = 0;
        for (String key : List.of("from", "first", "value", "formula")) {
            sources += node.get(key).absent() ? 0 : 1;
        }
        if (sources != 1) {
            node.error("Say where the value comes from with one of from, first, value, formula.");
            return new Expression.Constant(StringNode.valueOf(""));
        }
        if (!node.get("inherit").absent() && node.get("from").absent()) {
            node.get("inherit").error("Only a path, {from: …}, can be inherited.");
        }
        if (!node.get("first").absent()) {
            List<Expression> candidates = new ArrayList<>();
            node.get("first").elements().forEach(candidate -> candidates.add(read(candidate)));
            return new Expression.First(List.copyOf(candidates));
        }
        if (!node.get("value").absent()) {
            return new Expression.Constant(constant(node.get("value")));
        }
        if (!node.get("formula").absent()) {
            return formula(node.get("formula"));
        }
        return path(node.get("from"), node.get("inherit").truth());
    }

    private static Expression path(YamlNode node, boolean inherit) {
        String path = node.text("");
        if (path.isBlank() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
            node.error("A path such as name or attributes.brand is expected here.");
        }
        return new Expression.Path(path.split("\\."), inherit);
    }

    private static Expression formula(YamlNode node) {
        String text = node.text("");
        Matcher unsteady = UNSTEADY.matcher(text);
        if (unsteady.find()) {
            node.error("A formula may not use " + unsteady.group()
                    + ": the same item must always become the same payload.");
        }
        try {
            Expression.Formula formula = new Expression.Formula(text, Regexes.bounded(Jsonata.jsonata(text)));
            tryOut(formula, node);
            return formula;
        } catch (JException e) {
            node.error("This formula cannot be read: " + e.getMessage() + ".");
            return new Expression.Constant(StringNode.valueOf(""));
        }
    }

    // On nothing at all a formula may well fail, but not for want of a function of that name.
    private static void tryOut(Expression.Formula formula, YamlNode node) {
        try {
            formula.evaluate(Map.of(), Map.of());
        } catch (JException e) {
            if (NO_SUCH_FUNCTION.contains(e.getError())) {
                node.error("This formula calls a function that does not exist: " + e.getMessage() + ".");
            }
        } catch (RuntimeException | StackOverflowError e) {
            // told when it happens on a real item
        }
    }

    private Expression worded(YamlNode node, Expression from) {
        YamlNode words = node.get("words");
        YamlNode file = node.get("lookup");
        YamlNode unlisted = node.get("unlisted");
        boolean keeps = unlisted.word("keep", "leave-out").equals("keep");
        if (words.absent() && file.absent()) {
            if (!unlisted.absent()) {
                unlisted.error("It is said of words or of a lookup, and there is neither.");
            }
            return from;
        }
        if (!words.absent() && !file.absent()) {
            file.error("Words stand here or in a file of their own, not in both.");
        }
        Map<String, JsonNode> table = new LinkedHashMap<>();
        words.entries().forEach((word, replacement) -> table.put(word, constant(replacement)));
        Lookup lookup = lookup(node);
        if (lookup != null) {
            table.putAll(lookup.table());
            used.add(lookup.file());
        } else if (!file.absent()) {
            file.error("“" + file.text("") + "” is no file beside this one with target: lookup. "
                    + (lookups.names().isEmpty()
                            ? "There is none: its first line is “target: lookup”, and its words stand under “words:”."
                            : Suggestion.of(file.text(""), lookups.names())));
        }
        return new Expression.Table(from, texts, Map.copyOf(table), lookup != null, keeps);
    }

    /** The table in a file that a value passes through; null if there is none, or no such file. */
    @Nullable
    Lookup lookup(YamlNode node) {
        YamlNode file = node.get("lookup");
        return file.absent() ? null : lookups.get(file.text(""));
    }

    private Expression shaped(YamlNode node, Expression from) {
        YamlNode as = node.get("as");
        if (as.absent()) {
            return from;
        }
        Expression.Shape shape = SHAPES.get(as.text(""));
        if (shape == null) {
            as.error("This shape is unknown. " + Suggestion.of(as.text(""), SHAPES.keySet()));
            return from;
        }
        return new Expression.Shaped(from, texts, shape);
    }

    private static JsonNode constant(YamlNode node) {
        return StringNode.valueOf(node.text(""));
    }
}
