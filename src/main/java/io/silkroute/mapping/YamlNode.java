package io.silkroute.mapping;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A place in a mapping file: a value that knows its file, line and key, so that every error can name them. */
final class YamlNode {

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

    static YamlNode read(String file, Reader text, List<MappingError> errors) {
        try {
            return new YamlNode(file, "", new Yaml(new LoaderOptions()).compose(text), errors);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            errors.add(new MappingError(file, line, "(file)", "This is not YAML: " + e.getProblem() + "."));
            return new YamlNode(file, "", null, errors);
        }
    }

    String key() {
        return key;
    }

    boolean absent() {
        return node == null || node.getTag().equals(Tag.NULL);
    }

    boolean object() {
        return node instanceof MappingNode;
    }

    boolean list() {
        return node instanceof SequenceNode;
    }

    void error(String sentence) {
        int line = node == null ? 1 : node.getStartMark().getLine() + 1;
        errors.add(new MappingError(file, line, key.isEmpty() ? "(file)" : key, sentence));
    }

    YamlNode get(String name) {
        YamlNode found = entries().get(name);
        return found != null ? found : new YamlNode(file, child(name), null, errors);
    }

    /** The entries of an object, in their order; empty, with an error, if this is something else. */
    Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
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

    List<YamlNode> elements() {
        List<YamlNode> elements = new ArrayList<>();
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
    String text() {
        if (node instanceof ScalarNode scalar && !absent()) {
            return scalar.getValue();
        }
        if (!absent()) {
            error("One value is expected here.");
        }
        return null;
    }

    String text(String otherwise) {
        String text = text();
        return text == null ? otherwise : text;
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (YamlNode element : elements()) {
            String text = element.text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    void allow(Set<String> keys) {
        entries().forEach((name, entry) -> {
            if (!keys.contains(name)) {
                entry.error("This key is unknown here. " + Suggestion.of(name, keys));
            }
        });
    }

    private String child(String name) {
        return key.isEmpty() ? name : key + "." + name;
    }
}
