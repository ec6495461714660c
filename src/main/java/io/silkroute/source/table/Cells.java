package io.silkroute.source.table;

import org.jspecify.annotations.Nullable;

/** Texts of cells and headers, without what spreadsheets and exports put around them. */
public final class Cells {

    private Cells() {}

    /** Without blanks around it, of any kind, and without what keeps a spreadsheet from counting: an apostrophe, {@code ="00123"}. */
    public static @Nullable String value(@Nullable String cell) {
        if (cell == null) {
            return null;
        }
        String text = trimmed(cell);
        if (text.startsWith("'") && (text.length() == 1 || !text.endsWith("'"))) {
            text = trimmed(text.substring(1));
        }
        if (text.length() > 2 && text.startsWith("=\"") && text.endsWith("\"")) {
            String inner = text.substring(2, text.length() - 1);
            if (inner.replace("\"\"", "").indexOf('"') < 0) {
                text = trimmed(inner.replace("\"\"", "\""));
            }
        }
        return text.isEmpty() ? null : text;
    }

    /** A header as it is compared: one blank where there are several, straight apostrophes, no mark of a needed field. */
    public static String header(@Nullable String cell) {
        String text = trimmed(cell == null ? "" : cell).replace('\u2019', '\'');
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = blank(c);
            if (!blank || out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                out.append(blank ? ' ' : c);
            }
        }
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == '*' || out.charAt(end - 1) == ' ')) {
            end--;
        }
        String plain = out.substring(0, end);
        return plain.regionMatches(true, 0, "g:", 0, 2) ? plain.substring(2) : plain;
    }

    /** For a sentence: no more of a text than some characters. */
    public static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    static String trimmed(String text) {
        int from = 0;
        int end = text.length();
        while (from < end && blank(text.charAt(from))) {
            from++;
        }
        while (end > from && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(from, end);
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }
}
