package io.silkroute.mapping.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Tag;

/** Tells text from HTML, and makes HTML of text that shows the same. */
final class PlainText {

    // <name attributes> or </name>; what stands between the name and the end may be anything but another bracket.
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)>");
    private static final Pattern ATTRIBUTES = Pattern.compile("\\s*/?|\\s+[^=\\s]+\\s*=.*", Pattern.DOTALL);
    // One letter between brackets is a tag only where it is closed again: “sizes <S> to <M>” is text.
    private static final Set<String> STAND_ALONE = Set.of("p", "br", "hr", "img", "li", "td", "tr", "th", "col", "wbr");
    private static final Pattern BULLET = Pattern.compile("\\s*[-*•–]\\s+(\\S.*)");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern BLANK_LINES = Pattern.compile("\\R[ \\t]*(?:\\R[ \\t]*)+");

    private PlainText() {}

    static boolean isHtml(String text) {
        if (text.indexOf('<') < 0) {
            return false;
        }
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            if (isTag(tag, text)) {
                return true;
            }
        }
        return text.contains("<!--");
    }

    private static boolean isTag(Matcher tag, String text) {
        String name = tag.group(2).toLowerCase(Locale.ROOT);
        boolean closes = !tag.group(1).isEmpty();
        if (closes) {
            return Tag.isKnownTag(name) || opened(name, text);
        }
        if (!ATTRIBUTES.matcher(tag.group(3)).matches()) {
            return false;
        }
        return STAND_ALONE.contains(name)
                || Tag.isKnownTag(name) && (name.length() > 1 || closed(name, text))
                || closed(name, text);
    }

    private static boolean closed(String name, String text) {
        return contains(text, "</" + name);
    }

    private static boolean opened(String name, String text) {
        return contains(text, "<" + name);
    }

    private static boolean contains(String text, String part) {
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            if (text.regionMatches(true, at, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    /** HTML in which each “<” that begins no tag is shown as one. */
    static String escapeStray(String html) {
        StringBuilder escaped = new StringBuilder(html.length() + 16);
        Matcher tag = TAG.matcher(html);
        int from = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            boolean begins = html.startsWith("<!--", at)
                    || html.regionMatches(true, at, "<!doctype", 0, 9)
                    || tag.region(at, html.length()).lookingAt() && isTag(tag, html);
            if (!begins) {
                escaped.append(html, from, at).append("&lt;");
                from = at + 1;
            }
        }
        return escaped.append(html, from, html.length()).toString();
    }

    /** A single line stays without a tag around it; an entity stays one. */
    static String toHtml(String text) {
        String[] blocks = BLANK_LINES.split(text.strip());
        StringBuilder html = new StringBuilder();
        for (String block : blocks) {
            append(List.of(LINE_BREAK.split(block)), blocks.length > 1, html);
        }
        return html.toString();
    }

    private static void append(List<String> lines, boolean paragraphs, StringBuilder html) {
        List<String> text = new ArrayList<>();
        int at = 0;
        boolean lists = anyList(lines);
        while (at < lines.size()) {
            int bullets = bullets(lines, at);
            if (bullets > 1) {
                appendText(text, true, html);
                html.append("<ul>");
                for (String line : lines.subList(at, at + bullets)) {
                    Matcher bullet = BULLET.matcher(line);
                    html.append("<li>")
                            .append(escaped(bullet.matches() ? bullet.group(1) : line))
                            .append("</li>");
                }
                html.append("</ul>");
                at += bullets;
            } else {
                text.add(lines.get(at++));
            }
        }
        appendText(text, paragraphs || lists, html);
    }

    private static boolean anyList(List<String> lines) {
        for (int at = 0; at < lines.size(); at++) {
            if (bullets(lines, at) > 1) {
                return true;
            }
        }
        return false;
    }

    /** Lines in a row that are points of a list. */
    private static int bullets(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && BULLET.matcher(lines.get(at)).matches()) {
            at++;
        }
        return at - from;
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
