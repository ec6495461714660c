package io.silkroute.mapping.read;

import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A place in a mapping file: a value that knows its file, line and key, so that every error can name them. */
public final class YamlNode {

    static final String FILE = "(file)";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");
    private static final int DEEPEST = 50; // an alias may name what it stands in

    private final String file;
    private final String key;
    private final @Nullable Node node;
    private final List<MappingError> errors;

    private YamlNode(String file, String key, @Nullable Node node, List<MappingError> errors) {
        this.file = file;
        this.key = key;
        this.node = node;
        this.errors = errors;
    }

    public static YamlNode read(String file, Reader text, List<MappingError> errors) {
        try {
            return new YamlNode(file, "", new Yaml(new LoaderOptions()).compose(text), errors);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            int column = e.getProblemMark() == null ? 1 : e.getProblemMark().getColumn() + 1;
            errors.add(new MappingError(file, line, column, FILE, "This is not YAML: " + e.getProblem() + "."));
        } catch (YAMLException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            errors.add(new MappingError(file, 1, 1, FILE, "This is not YAML: " + first + "."));
        }
        return new YamlNode(file, "", null, errors);
    }

    String key() {
        return key;
    }

    public boolean absent() {
        return node == null || node.getTag().equals(Tag.NULL);
    }

    public boolean object() {
        return node instanceof MappingNode;
    }

    public boolean list() {
        return node instanceof SequenceNode;
    }

    public void error(String sentence) {
        MappingError error = new MappingError(file, line(), column(), key.isEmpty() ? FILE : key, sentence);
        if (!errors.contains(error)) { // a table may be read by several mappings
            errors.add(error);
        }
    }

    public int line() {
        return node == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private int column() {
        return node == null ? 1 : node.getStartMark().getColumn() + 1;
    }

    public YamlNode get(String name) {
        YamlNode found = entries().get(name);
        return found != null ? found : new YamlNode(file, child(name), null, errors);
    }

    /** The entries of an object, in their order; empty, with an error, if this is something else. */
    public Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (tooDeep()) {
            return entries;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (entries.put(name, new YamlNode(file, child(name), tuple.getValueNode(), errors)) != null) {
                    error("The key " + name + " stands here twice.");
                }
            }
        } else if (!absent()) {
            error("Keys with values are expected here.");
        }
        return entries;
    }

    public List<YamlNode> elements() {
        List<YamlNode> elements = new ArrayList<>();
        if (tooDeep()) {
            return elements;
        }
        if (node instanceof SequenceNode sequence) {
            int i = 0;
            for (Node element : sequence.getValue()) {
                elements.add(new YamlNode(file, key + "[" + i++ + "]", element, errors));
            }
        } else if (!absent()) {
            elements.add(this);
        }
        return elements;
    }

    @Nullable
    public String text() {
        if (node instanceof ScalarNode scalar && !absent()) {
            return scalar.getValue();
        }
        if (!absent()) {
            error("One value is expected here.");
        }
        return null;
    }

    public String text(String otherwise) {
        String text = text();
        return text == null ? otherwise : text;
    }

    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (YamlNode element : elements()) {
            String text = element.text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    public void allow(Set<String> keys) {
        entries().forEach((name, entry) -> {
            if (!keys.contains(name)) {
                entry.error("This key is unknown here. " + Suggestion.of(name, keys));
            }
        });
    }

    /** One of a few words; another one is an error, and then the first of them is taken. */
    public String word(String... words) {
        String word = text(words[0]);
        List<String> known = List.of(words);
        if (!known.contains(word)) {
            error("“" + word + "” is not known here. " + Suggestion.of(word, known));
            return words[0];
        }
        return word;
    }

    public boolean truth() {
        return word("false", "true").equals("true");
    }

    /** The value as JSON: objects, lists, numbers as they are written, true, false, null, and text. */
    public JsonNode json() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof MappingNode) {
            ObjectNode object = json.objectNode();
            entries().forEach((name, value) -> object.set(name, value.json()));
            return object;
        }
        if (node instanceof SequenceNode) {
            ArrayNode array = json.arrayNode();
            elements().forEach(element -> array.add(element.json()));
            return array;
        }
        String text = text();
        if (text == null) {
            return json.nullNode();
        }
        Tag tag = node == null ? Tag.STR : node.getTag();
        if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return json.booleanNode(text.equals("true")); // and not yes or NO, which may be a country
        }
        if ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT))
                && NUMBER.matcher(text).matches()) {
            return json.numberNode(new BigDecimal(text));
        }
        return json.textNode(text);
    }

    private boolean tooDeep() {
        boolean tooDeep = key.chars().filter(c -> c == '.' || c == '[').count() > DEEPEST;
        if (tooDeep) {
            error("This is nested too deeply.");
        }
        return tooDeep;
    }

    private String child(String name) {
        return key.isEmpty() ? name : key + "." + name;
    }
}
