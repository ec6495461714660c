package io.silkroute.mapping.value;

import io.silkroute.omission.Omission;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * HTML as a rich text field holds it: paragraphs, headings and lists, and in them texts that are bold, italic or a link.
 * What there is no place for goes as its text, or not at all, and is told.
 *
 * @see <a href="https://shopify.dev/docs/apps/build/metafields/list-of-data-types#rich-text-formatting-details">Rich text</a>
 */
final class RichText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 100;
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://[^\\s/?#]+|mailto:|sms:|tel:|/|#)\\S*");
    private static final Pattern HEADING = Pattern.compile("h[1-6]");
    // What only holds other things, and loses nothing when they stand for themselves.
    private static final Set<String> PLAIN = Set.of("body", "div", "section", "article", "span", "br", "p", "a");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "blockquote",
            "table",
            "tbody",
            "thead",
            "tfoot",
            "tr",
            "pre",
            "figure",
            "figcaption",
            "dl",
            "dt",
            "dd",
            "header",
            "footer",
            "main",
            "aside",
            "address",
            "hr",
            "details",
            "summary");
    private static final Set<String> NO_TEXT = Set.of(
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "button",
            "select",
            "textarea",
            "template",
            "noscript",
            "img",
            "video",
            "audio",
            "svg",
            "canvas",
            "head",
            "title",
            "meta",
            "link");

    private final ArrayNode root = JSON.arrayNode();
    private final Set<String> lost = new TreeSet<>();
    private RichLine line = new RichLine();

    private RichText() {}

    /** As JSON; null if nothing of the HTML is to be seen. */
    static @Nullable String of(String html, Subject subject) {
        RichText text = new RichText();
        text.blocks(Jsoup.parseBodyFragment(html).body(), RichLine.Style.NONE, 0);
        text.endParagraph();
        if (!text.lost.isEmpty()) {
            subject.leftOut(
                    Omission.MARKUP,
                    "HTML that a rich text field does not hold was left out: %s."
                            .formatted(Texts.cut(String.join(", ", text.lost), 200)));
        }
        if (text.root.isEmpty()) {
            return null;
        }
        ObjectNode whole = JSON.objectNode().put("type", "root");
        whole.set("children", text.root);
        return whole.toString();
    }

    private void blocks(Node parent, RichLine.Style style, int depth) {
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode text) {
                line.add(text.getWholeText(), style);
            } else if (node instanceof Element element) {
                element(element, style, depth);
            }
        }
    }

    private void element(Element element, RichLine.Style style, int depth) {
        String name = element.normalName();
        if (NO_TEXT.contains(name)) {
            lost.add(name);
        } else if (depth > MAX_DEPTH) {
            lost.add("what is nested deeper than " + MAX_DEPTH);
            line.add(element.text(), style);
        } else if (HEADING.matcher(name).matches()) {
            endParagraph();
            children(element, null, style, depth);
            end(JSON.objectNode().put("type", "heading").put("level", name.charAt(1) - '0'), root);
        } else if (name.equals("ul") || name.equals("ol")) {
            endParagraph();
            list(element, name, style, depth);
        } else if (name.equals("br")) {
            line.lineBreak();
        } else if (BLOCKS.contains(name)) {
            noteLost(name);
            endParagraph();
            blocks(element, style, depth + 1);
            endParagraph();
        } else {
            blocks(element, inline(element, style), depth + 1);
            if (name.equals("td") || name.equals("th")) {
                line.add(" ", style);
            }
        }
    }

    private RichLine.Style inline(Element element, RichLine.Style style) {
        return switch (element.normalName()) {
            case "b", "strong" -> style.withBold();
            case "i", "em" -> style.withItalic();
            case "a" -> link(element, style);
            default -> {
                noteLost(element.normalName());
                yield style;
            }
        };
    }

    private RichLine.Style link(Element element, RichLine.Style style) {
        String address = element.attr("href").strip();
        if (!ADDRESS.matcher(address).matches()) {
            if (element.hasAttr("href")) {
                lost.add("a");
            }
            return style;
        }
        ObjectNode link = JSON.objectNode().put("type", "link").put("url", address);
        for (String attribute : Set.of("title", "target")) {
            if (!element.attr(attribute).isBlank()) {
                link.put(attribute, element.attr(attribute));
            }
        }
        return style.withLink(link);
    }

    private void noteLost(String name) {
        if (!PLAIN.contains(name)) {
            lost.add(name);
        }
    }

    /** A list within a list goes on in it, for there are none of a second level. */
    private void list(Element element, String name, RichLine.Style style, int depth) {
        ObjectNode list =
                JSON.objectNode().put("type", "list").put("listType", name.equals("ol") ? "ordered" : "unordered");
        ArrayNode items = list.putArray("children");
        items(element, items, style, depth);
        if (!items.isEmpty()) {
            root.add(list);
        }
    }

    private void items(Element list, ArrayNode items, RichLine.Style style, int depth) {
        for (Node node : list.childNodes()) {
            if (node instanceof TextNode text) {
                line.add(text.getWholeText(), style);
            } else if (node instanceof Element element) {
                item(element, items, style, depth);
            }
        }
        endItem(items);
    }

    /** What stands in an entry of a list, or in a heading. @param items of the list; null in a heading */
    private void item(Element element, @Nullable ArrayNode items, RichLine.Style style, int depth) {
        String name = element.normalName();
        if (depth > MAX_DEPTH || NO_TEXT.contains(name)) {
            lost.add(NO_TEXT.contains(name) ? name : "what is nested deeper than " + MAX_DEPTH);
            if (!NO_TEXT.contains(name)) {
                line.add(element.text(), style);
            }
        } else if (items != null && (name.equals("ul") || name.equals("ol"))) {
            lost.add("a list within a list");
            endItem(items);
            items(element, items, style, depth + 1);
        } else if (items != null && name.equals("li")) {
            endItem(items);
            items(element, items, style, depth + 1);
        } else if (name.equals("br")) {
            line.lineBreak();
        } else {
            if (BLOCKS.contains(name) || HEADING.matcher(name).matches()) {
                noteLost(name);
                line.lineBreakBetween();
                children(element, items, style, depth);
                line.lineBreakBetween();
            } else {
                children(element, items, inline(element, style), depth);
            }
        }
    }

    private void children(Element element, @Nullable ArrayNode items, RichLine.Style style, int depth) {
        for (Node node : element.childNodes()) {
            if (node instanceof TextNode text) {
                line.add(text.getWholeText(), style);
            } else if (node instanceof Element child) {
                item(child, items, style, depth + 1);
            }
        }
    }

    private void endItem(ArrayNode items) {
        end(JSON.objectNode().put("type", "list-item"), items);
    }

    private void endParagraph() {
        end(JSON.objectNode().put("type", "paragraph"), root);
    }

    /** What has been gathered becomes the content of this node; nothing becomes of nothing. */
    private void end(ObjectNode node, ArrayNode into) {
        ArrayNode content = line.content();
        if (!content.isEmpty()) {
            node.set("children", content);
            into.add(node);
        }
        line = new RichLine();
    }

    /** Is it meant to be what a rich text field holds? */
    static boolean isRoot(JsonNode value) {
        return value.isObject() && value.path("type").asString("").equals("root");
    }

    /** Is it that indeed? Its nodes are looked at, one by one. */
    static boolean isSound(JsonNode root) {
        return holds(root, Set.of("heading", "paragraph", "list"), 0);
    }

    private static boolean holds(JsonNode parent, Set<String> types, int depth) {
        if (!parent.path("children").isArray() || depth > MAX_DEPTH) {
            return false;
        }
        for (JsonNode node : parent.path("children")) {
            String type = node.path("type").asString("");
            boolean fits = types.contains(type)
                    && switch (type) {
                        case "text" -> node.path("value").isString();
                        case "link" ->
                            ADDRESS.matcher(node.path("url").asString("")).matches()
                                    && holds(node, Set.of("text"), depth + 1);
                        case "list" ->
                            Set.of("ordered", "unordered")
                                            .contains(node.path("listType").asString(""))
                                    && holds(node, Set.of("list-item"), depth + 1);
                        case "heading" ->
                            node.path("level").asInt(0) >= 1
                                    && node.path("level").asInt(0) <= 6
                                    && holds(node, Set.of("text", "link"), depth + 1);
                        default -> holds(node, Set.of("text", "link"), depth + 1);
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
