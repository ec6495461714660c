package io.silkroute.mapping.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What stands in one paragraph, heading or entry of a list: texts, each in one style, with the space as a page shows it. */
final class RichLine {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n\\f]+");

    private final List<Run> runs = new ArrayList<>();

    /** @param link a link without its text; null if it is none */
    record Style(boolean bold, boolean italic, @Nullable ObjectNode link) {

        static final Style NONE = new Style(false, false, null);

        Style withBold() {
            return new Style(true, italic, link);
        }

        Style withItalic() {
            return new Style(bold, true, link);
        }

        Style withLink(ObjectNode to) {
            return new Style(bold, italic, to);
        }
    }

    private record Run(StringBuilder text, Style style) {}

    void add(String text, Style style) {
        String shown = SPACE.matcher(text).replaceAll(" ");
        append(shown.startsWith(" ") && endsInSpace() ? shown.substring(1) : shown, style);
    }

    private void append(String text, Style style) {
        if (text.isEmpty()) {
            return;
        }
        if (runs.isEmpty() || !last().style().equals(style)) {
            runs.add(new Run(new StringBuilder(), style));
        }
        last().text().append(text);
    }

    private Run last() {
        return runs.get(runs.size() - 1);
    }

    private boolean endsInSpace() {
        return runs.isEmpty()
                || Character.isWhitespace(last().text().charAt(last().text().length() - 1));
    }

    void lineBreak() {
        if (!runs.isEmpty()) {
            append("\n", last().style());
        }
    }

    /** One, where something stands before it that is not a line's end. */
    void lineBreakBetween() {
        if (!runs.isEmpty() && last().text().charAt(last().text().length() - 1) != '\n') {
            lineBreak();
        }
    }

    /** The nodes of what was added; empty if nothing of it is to be seen. */
    ArrayNode content() {
        while (!runs.isEmpty() && last().text().toString().isBlank()) {
            runs.remove(runs.size() - 1);
        }
        if (!runs.isEmpty()) {
            StringBuilder end = last().text();
            end.setLength(end.toString().stripTrailing().length());
        }
        ArrayNode content = JSON.arrayNode();
        ObjectNode open = null;
        ObjectNode of = null;
        for (Run run : runs) {
            ObjectNode text = JSON.objectNode()
                    .put("type", "text")
                    .put("value", run.text().toString());
            if (run.style().bold()) {
                text.put("bold", true);
            }
            if (run.style().italic()) {
                text.put("italic", true);
            }
            ObjectNode link = run.style().link();
            if (link == null) {
                content.add(text);
            } else {
                if (open == null || !Objects.equals(of, link)) {
                    open = link.deepCopy();
                    content.add(open);
                }
                open.withArray("children").add(text);
            }
            of = link;
            open = link == null ? null : open;
        }
        return content;
    }
}
