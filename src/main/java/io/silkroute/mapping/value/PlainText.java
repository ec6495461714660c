package io.silkroute.mapping.value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Tag;

/**
 * A text that may be HTML: tells which, and makes HTML of it that shows the same. Every look at it takes a time that
 * grows with its length alone, whatever stands in it.
 */
final class PlainText {

    // <name attributes> or </name>; what stands between the name and the end may be anything but another bracket.
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)([^<>]*+)>");
    private static final Pattern ATTRIBUTES = Pattern.compile("\\s*+/?|\\s++[^=\\s]++\\s*+=.*+", Pattern.DOTALL);
    // One letter between brackets is a tag only where it is closed again: “sizes <S> to <M>” is text.
    private static final Set<String> STAND_ALONE = Set.of("p", "br", "hr", "img", "li", "td", "tr", "th", "col", "wbr");
    private static final Pattern BULLET = Pattern.compile("\\s*+[-*•–]\\s++(.++)", Pattern.DOTALL);
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private final String text;
    private final Set<String> opened = new HashSet<>();
    private final Set<String> closed = new HashSet<>();

    PlainText(String text) {
        this.text = text;
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            (tag.group(1).isEmpty() ? opened : closed).add(name(tag));
        }
    }

    private static String name(Matcher tag) {
        return tag.group(2).toLowerCase(Locale.ROOT);
    }

    boolean isHtml() {
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            if (isTag(tag)) {
                return true;
            }
        }
        return text.contains("<!--");
    }

    private boolean isTag(Matcher tag) {
        String name = name(tag);
        if (!tag.group(1).isEmpty()) {
            return Tag.isKnownTag(name) || opened.contains(name);
        }
        return ATTRIBUTES.matcher(tag.group(3)).matches()
                && (STAND_ALONE.contains(name) || Tag.isKnownTag(name) && name.length() > 1 || closed.contains(name));
    }

    /** The HTML with each “<” that begins no tag shown as one. */
    String withoutStray() {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        Matcher tag = TAG.matcher(text);
        int from = 0;
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            boolean begins = text.startsWith("<!--", at)
                    || text.regionMatches(true, at, "<!doctype", 0, 9)
                    || tag.region(at, text.length()).lookingAt() && isTag(tag);
            if (!begins) {
                escaped.append(text, from, at).append("&lt;");
                from = at + 1;
            }
        }
        return escaped.append(text, from, text.length()).toString();
    }

    /** A single line stays without a tag around it; an entity stays one. */
    String toHtml() {
        List<List<String>> blocks = blocks();
        StringBuilder html = new StringBuilder(text.length() + 16);
        blocks.forEach(block -> append(block, blocks.size() > 1, html));
        return html.toString();
    }

    /** Lines that no blank one parts. */
    private List<List<String>> blocks() {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : LINE_BREAK.split(text.strip())) {
            if (!line.isBlank()) {
                if (block.isEmpty()) {
                    blocks.add(block);
                }
                block.add(line);
            } else if (!block.isEmpty()) {
                block = new ArrayList<>();
            }
        }
        return blocks;
    }

    private static void append(List<String> lines, boolean paragraphs, StringBuilder html) {
        List<String> waiting = new ArrayList<>();
        boolean list = false;
        for (int at = 0; at < lines.size(); ) {
            int bullets = bullets(lines, at);
            if (bullets > 1) {
                appendText(waiting, true, html);
                appendList(lines.subList(at, at + bullets), html);
                list = true;
                at += bullets;
            } else {
                waiting.add(lines.get(at++));
            }
        }
        appendText(waiting, paragraphs || list, html);
    }

    /** Lines in a row that are points of a list. */
    private static int bullets(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && BULLET.matcher(lines.get(at)).matches()) {
            at++;
        }
        return at - from;
    }

    private static void appendList(List<String> points, StringBuilder html) {
        html.append("<ul>");
        for (String point : points) {
            html.append("<li>")
                    .append(escaped(BULLET.matcher(point).replaceFirst("$1")))
                    .append("</li>");
        }
        html.append("</ul>");
    }

    private static void appendText(List<String> lines, boolean paragraph, StringBuilder html) {
        if (lines.isEmpty()) {
            return;
        }
        String text = String.join(
                "<br>", lines.stream().map(line -> escaped(line.strip())).toList());
        html.append(paragraph ? "<p>" + text + "</p>" : text);
        lines.clear();
    }

    private static String escaped(String line) {
        return line.replace("<", "&lt;").replace(">", "&gt;");
    }
}
