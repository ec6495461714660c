package io.silkroute.mapping.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of Markdown that a rich text field can hold, as HTML: headings by {@code #}, lists, paragraphs, bold, italic and
 * links. What is neither stands there as it was written. A sign within a word is none, so that “5*3*2” stays a product.
 * The time it takes grows with the text's length alone.
 */
final class Markdown {

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern HEADING = Pattern.compile("\\s{0,3}(#{1,6})\\s++(.++)");
    private static final Pattern BULLET = Pattern.compile("\\s*+[-*+]\\s++(.++)");
    private static final Pattern NUMBER = Pattern.compile("\\s*+\\d{1,9}[.)]\\s++(.++)");
    private static final String ESCAPABLE = "\\`*_{}[]()#+-.!<>\"";
    private static final int LONGEST_LABEL = 500;
    private static final int LONGEST_ADDRESS = 2048;

    private final StringBuilder html = new StringBuilder();
    private final List<String> waiting = new ArrayList<>();
    private @Nullable String list;

    private Markdown() {}

    static String toHtml(String text) {
        Markdown markdown = new Markdown();
        LINE_BREAK.splitAsStream(text).forEach(markdown::line);
        markdown.end();
        return markdown.html.toString();
    }

    private void line(String line) {
        Matcher heading = HEADING.matcher(line);
        Matcher bullet = BULLET.matcher(line);
        Matcher number = NUMBER.matcher(line);
        if (line.isBlank()) {
            end();
        } else if (heading.matches()) {
            end();
            String tag = "h" + heading.group(1).length();
            html.append('<').append(tag).append('>');
            new Inline(heading.group(2).strip()).appendTo(html);
            html.append("</").append(tag).append('>');
        } else if (bullet.matches()) {
            entry("ul", bullet.group(1));
        } else if (number.matches()) {
            entry("ol", number.group(1));
        } else {
            boolean breaks = line.endsWith("  ") || line.endsWith("\\");
            String text = line.endsWith("\\") ? line.substring(0, line.length() - 1) : line;
            waiting.add(breaks ? text.strip() + "\n" : text.strip() + " ");
        }
    }

    private void entry(String of, String text) {
        endText();
        if (!of.equals(list)) {
            end();
            list = of;
            html.append('<').append(of).append('>');
        }
        waiting.add(text.strip() + " ");
    }

    private void endText() {
        if (!waiting.isEmpty()) {
            String tag = list == null ? "p" : "li";
            html.append('<').append(tag).append('>');
            new Inline(String.join("", waiting).strip()).appendTo(html);
            html.append("</").append(tag).append('>');
            waiting.clear();
        }
    }

    private void end() {
        endText();
        if (list != null) {
            html.append("</").append(list).append('>');
            list = null;
        }
    }

    /** A text without lines: what is opened in it and not closed was no sign. */
    private static final class Inline {

        private final String text;
        private final List<String> pieces = new ArrayList<>();
        private int bold = -1;
        private int italic = -1;
        private String boldSign = "";
        private String italicSign = "";
        private int at;

        Inline(String text) {
            this.text = text;
        }

        void appendTo(StringBuilder html) {
            while (at < text.length()) {
                step();
            }
            if (bold >= 0) {
                pieces.set(bold, boldSign);
            }
            if (italic >= 0) {
                pieces.set(italic, italicSign);
            }
            pieces.forEach(html::append);
        }

        private void step() {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && ESCAPABLE.indexOf(text.charAt(at + 1)) >= 0) {
                pieces.add(escaped(text.charAt(at + 1)));
                at += 2;
            } else if (c == '*' || c == '_') {
                sign(c);
            } else if (c != '[' || !link()) {
                pieces.add(escaped(c));
                at++;
            }
        }

        private void sign(char c) {
            boolean two = at + 1 < text.length() && text.charAt(at + 1) == c;
            String sign = two ? "" + c + c : "" + c;
            int after = at + sign.length();
            boolean opens = !isWord(at - 1) && after < text.length() && !Character.isWhitespace(text.charAt(after));
            boolean closes = !isWord(after) && at > 0 && !Character.isWhitespace(text.charAt(at - 1));
            if (two && bold >= 0 && boldSign.equals(sign) && closes) {
                pieces.set(bold, "<b>");
                pieces.add("</b>");
                bold = -1;
            } else if (two && bold < 0 && opens) {
                boldSign = sign;
                bold = pieces.size();
                pieces.add(sign);
            } else if (!two && italic >= 0 && italicSign.equals(sign) && closes) {
                pieces.set(italic, "<i>");
                pieces.add("</i>");
                italic = -1;
            } else if (!two && italic < 0 && opens) {
                italicSign = sign;
                italic = pieces.size();
                pieces.add(sign);
            } else {
                pieces.add(sign);
            }
            at = after;
        }

        private boolean isWord(int place) {
            return place >= 0 && place < text.length() && Character.isLetterOrDigit(text.charAt(place));
        }

        private boolean link() {
            int label = find("](", at, LONGEST_LABEL);
            int end = label < 0 ? -1 : find(")", label, LONGEST_ADDRESS);
            if (end < 0 || text.lastIndexOf('[', label) > at) {
                return false;
            }
            String address = text.substring(label + 2, end).strip();
            StringBuilder inside = new StringBuilder();
            new Inline(text.substring(at + 1, label)).appendTo(inside);
            StringBuilder href = new StringBuilder();
            address.chars().forEach(c -> href.append(escaped((char) c)));
            pieces.add("<a href=\"" + href + "\">" + inside + "</a>");
            at = end + 1;
            return true;
        }

        private int find(String sign, int from, int longest) {
            int place = text.substring(from, Math.min(text.length(), from + longest))
                    .indexOf(sign);
            return place < 0 ? place : from + place;
        }

        private static String escaped(char c) {
            return switch (c) {
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '&' -> "&amp;";
                case '"' -> "&quot;";
                case '\n' -> "<br>";
                default -> String.valueOf(c);
            };
        }
    }
}
