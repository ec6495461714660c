package io.silkroute.mapping.read;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files beside the mappings that hold tables of words: {@code target: lookup}, and {@code words}. */
public final class Lookups {

    public static final Lookups NONE = new Lookups(Map.of());

    private static final String TARGET = "lookup";
    private static final Set<String> KEYS = Set.of("target", "words");

    private final Map<String, Lookup> byFile;

    private Lookups(Map<String, Lookup> byFile) {
        this.byFile = byFile;
    }

    /** Is this such a file? Whatever else is wrong with it. */
    public static boolean is(String text) {
        YamlNode root = YamlNode.read("", new StringReader(text), new ArrayList<>());
        return root.object() && TARGET.equals(root.get("target").text());
    }

    /**
     * Such files, by their names.
     *
     * @param errors takes whatever is wrong with them
     */
    public static Lookups read(Map<String, String> texts, List<MappingError> errors) {
        Map<String, Lookup> byFile = new TreeMap<>();
        texts.forEach((file, text) -> {
            YamlNode root = YamlNode.read(file, new StringReader(text), errors);
            root.allow(KEYS);
            YamlNode words = root.get("words");
            if (words.absent()) {
                words.error("A table needs words: “words: {apparel: Apparel & Accessories > Clothing}”.");
            }
            Map<String, YamlNode> entries = words.entries();
            entries.forEach((word, replacement) -> {
                if (replacement.absent()) {
                    replacement.error("Say what the word becomes; “\"\"” leaves it out.");
                } else {
                    replacement.text(); // more than one value is an error
                }
            });
            byFile.put(file, new Lookup(file, entries));
        });
        return new Lookups(byFile);
    }

    @Nullable
    Lookup get(String file) {
        return byFile.get(file);
    }

    public Set<String> names() {
        return byFile.keySet();
    }

    /** How many words a file holds. */
    public int words(String file) {
        Lookup lookup = byFile.get(file);
        return lookup == null ? 0 : lookup.words().size();
    }
}
