package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.mapping.read.YamlNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a mapping file leaves aside: fields of the PIM that none of its lines reads, and lines that none of its cases looks
 * at. Told by what stands in the file, so that nothing is rendered for it; of a formula the names in its text count as
 * read.
 */
final class MappingCoverage {

    // What the connector itself reads, whatever the file says.
    private static final Set<String> OWN =
            Set.of("type", "id", "operation", "parent", "status", "updated", "categories", "axes", "tags", "family");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    private static final String ATTRIBUTES = "attributes";
    private static final int LONGEST = 60;

    private final YamlNode root;
    private final List<MappingReview.Rule> rules = new ArrayList<>();
    private final Set<String> read = new HashSet<>(OWN);

    MappingCoverage(String file, String text) {
        this.root = YamlNode.read(file, new StringReader(text), new ArrayList<>());
        fields("", root.get("fields"));
        YamlNode variant = root.get("variant");
        fields("variants.", variant.get("fields"));
        rule("stock", variant.get("stock"));
        rule("", variant.get("order"));
        metafields("metafields.", root.get("metafields"));
        metafields("variants.metafields.", variant.get("metafields"));
        YamlNode images = root.get("images");
        if (images.object()) {
            for (String part : List.of("from", "of-variants", "alt")) {
                rule(part.equals("from") ? "files" : "", images.get(part));
            }
        } else {
            rule("files", images);
        }
    }

    private void fields(String before, YamlNode node) {
        if (node.object()) {
            node.entries().forEach((name, value) -> rule(before + name, value));
        }
    }

    private void metafields(String before, YamlNode node) {
        node.elements().forEach(one -> {
            if (one.object()) {
                rule(
                        before + one.get("namespace").text("") + "."
                                + one.get("key").text(""),
                        one.get("from"));
            }
        });
    }

    /** @param target empty for one that stands for no field of its own */
    private void rule(String target, YamlNode value) {
        if (value.absent()) {
            return;
        }
        sources(value);
        if (!target.isEmpty()) {
            rules.add(new MappingReview.Rule(value.line(), target));
        }
    }

    private void sources(YamlNode node) {
        if (node.absent()) {
            return;
        }
        if (node.list()) {
            node.elements().forEach(this::sources);
        } else if (!node.object()) {
            read.add(node.text(""));
        } else if (!node.get("formula").absent()) {
            Matcher name = NAME.matcher(node.get("formula").text(""));
            while (name.find()) {
                read.add(name.group());
            }
        } else if (node.entries().keySet().equals(Set.of("follow"))) {
            read.addAll(List.of("attributes.handle", "name"));
        } else {
            sources(node.get("from"));
            sources(node.get("first"));
        }
    }

    /** Fields of these items that no line reads, the most frequent first. */
    List<MappingReview.Unread> unread(Collection<Item> items) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> examples = new TreeMap<>();
        for (Item item : items) {
            Set<String> axes = new HashSet<>();
            item.image().path("axes").forEach(axis -> axes.add(axis.asString("")));
            each(item.image(), (name, value) -> {
                boolean axis = name.startsWith(ATTRIBUTES + ".")
                        && (axes.contains(name.substring(ATTRIBUTES.length() + 1))
                                || item.type().word().equals("variant"));
                if (!axis && !reads(name)) {
                    counts.merge(name, 1, Integer::sum);
                    examples.putIfAbsent(name, shortened(value.isString() ? value.asString("") : value.toString()));
                }
            });
        }
        return counts.entrySet().stream()
                .sorted((one, other) -> other.getValue() - one.getValue())
                .map(one ->
                        new MappingReview.Unread(one.getKey(), one.getValue(), examples.getOrDefault(one.getKey(), "")))
                .toList();
    }

    private interface Field {
        void is(String name, JsonNode value);
    }

    private static void each(ObjectNode image, Field field) {
        image.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (entry.getKey().equals(ATTRIBUTES) && value.isObject()) {
                value.properties().forEach(one -> there(ATTRIBUTES + "." + one.getKey(), one.getValue(), field));
            } else {
                there(entry.getKey(), value, field);
            }
        });
    }

    private static void there(String name, JsonNode value, Field field) {
        if (!value.isNull()
                && !(value.isContainer() && value.isEmpty())
                && !value.asString("x").isEmpty()) {
            field.is(name, value);
        }
    }

    private boolean reads(String name) {
        return read.stream()
                .anyMatch(path -> path.equals(name) || path.startsWith(name + ".") || name.startsWith(path + "."));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** Lines whose field none of these cases looks at, in their order. */
    List<MappingReview.Rule> untouched(List<MappingCase> cases) {
        Set<String> touched = new HashSet<>();
        for (MappingCase one : cases) {
            JsonNode expect = one.expect();
            if (expect != null) {
                touch("", expect, touched);
            }
        }
        return rules.stream()
                .filter(rule -> touched.stream()
                        .noneMatch(path -> path.equals(rule.field())
                                || path.startsWith(rule.field() + ".")
                                || rule.field().startsWith("stock") && path.startsWith("variants.inventoryQuantities")))
                .toList();
    }

    /** Every path that stands there; entries of a list are not told apart, metafields are by their names. */
    private static void touch(String path, @Nullable JsonNode node, Set<String> touched) {
        if (node == null) {
            return;
        }
        if (!path.isEmpty()) {
            touched.add(path);
        }
        String before = path.isEmpty() ? "" : path + ".";
        if (node.isArray()) {
            node.forEach(one -> touch(path, one, touched));
        } else if (path.endsWith("metafields") && node.has("key")) {
            touched.add(before + node.path("namespace").asString("") + "."
                    + node.path("key").asString(""));
        } else if (node.isObject()) {
            node.properties().forEach(one -> touch(before + one.getKey(), one.getValue(), touched));
        }
    }
}
