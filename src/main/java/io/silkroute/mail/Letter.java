package io.silkroute.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * What a mail says. Texts in it may come from anywhere: none of them becomes markup, a further header or a second page.
 *
 * @param lines paragraphs
 * @param columns heads of the table's columns behind its first; empty where there is no table
 * @param link to the page that shows it
 */
record Letter(String subject, List<String> lines, List<String> columns, List<Row> rows, URI link, String linkText) {

    static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_LINE = 2_000;
    private static final int WIDTH = 30;

    /** A line of the table; as many values as it has columns. */
    record Row(String name, List<String> values) {}

    /** Both parts of a mail. */
    record Written(String subject, String plain, String html) {}

    static Letter of(String subject, List<String> lines, URI link, String linkText) {
        return new Letter(subject, lines, List.of(), List.of(), link, linkText);
    }

    /** @param settings where a person chooses which mails come */
    Written written(URI settings) {
        return new Written(oneLine(subject, LONGEST_SUBJECT), plain(settings), html(settings));
    }

    private String plain(URI settings) {
        List<String> parts = new ArrayList<>(
                lines.stream().map(line -> oneLine(line, LONGEST_LINE)).toList());
        if (!rows.isEmpty()) {
            List<Row> table = new ArrayList<>(List.of(new Row("", columns)));
            table.addAll(rows);
            parts.add(table.stream().map(Letter::plain).collect(Collectors.joining("\n")));
        }
        parts.add(oneLine(linkText, LONGEST_LINE) + ": " + link);
        parts.add("-- \nSilkroute. Which mails come to whom is set at " + settings);
        return String.join("\n\n", parts) + "\n";
    }

    private static String plain(Row row) {
        return String.format("%-" + WIDTH + "s", oneLine(row.name(), LONGEST_LINE))
                + row.values().stream()
                        .map(value -> String.format("%16s", oneLine(value, LONGEST_LINE)))
                        .collect(Collectors.joining());
    }

    private String html(URI settings) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(text(subject))
                .append("</title></head><body style=\"font-family:sans-serif;font-size:15px;line-height:1.5\">");
        lines.forEach(line -> html.append("<p>").append(text(line)).append("</p>"));
        if (!rows.isEmpty()) {
            html.append("<table style=\"border-collapse:collapse\"><tr><td></td>");
            columns.forEach(column -> html.append("<th style=\"text-align:right;padding:2px 12px\">")
                    .append(text(column))
                    .append("</th>"));
            html.append("</tr>");
            for (Row row : rows) {
                html.append("<tr><th style=\"text-align:left;font-weight:normal;padding:2px 12px 2px 0\">")
                        .append(text(row.name()))
                        .append("</th>");
                row.values()
                        .forEach(value -> html.append("<td style=\"text-align:right;padding:2px 12px\">")
                                .append(text(value))
                                .append("</td>"));
                html.append("</tr>");
            }
            html.append("</table>");
        }
        return html.append("<p><a href=\"")
                .append(text(link.toString()))
                .append("\">")
                .append(text(linkText))
                .append("</a></p><p style=\"color:#666;font-size:13px\">Silkroute. <a href=\"")
                .append(text(settings.toString()))
                .append("\">Which mails come to whom</a></p></body></html>")
                .toString();
    }

    private static String text(String text) {
        return Objects.requireNonNull(HtmlUtils.htmlEscape(oneLine(text, LONGEST_LINE), "UTF-8"));
    }

    /** Without line breaks and other controls, which would begin another header, and not longer than this. */
    static String oneLine(@Nullable String text, int longest) {
        String line = text == null
                ? ""
                : text.codePoints()
                        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .strip();
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }
}
