package io.silkroute.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** What every list has in common that can be had as CSV. */
public final class Csv {

    private static final String FORMULAS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE63\uFE62\uFE66\uFE6B";
    private static final String CONTROLS = "\t\r\n";

    private Csv() {}

    /** Does an {@code Accept} header prefer CSV? */
    public static boolean preferred(@Nullable String accept) {
        if (accept == null || !accept.contains("csv")) {
            return false;
        }
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            MimeTypeUtils.sortBySpecificity(types);
            return types.stream()
                    .sorted((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()))
                    .findFirst()
                    .map(type -> type.getSubtype().equals("csv"))
                    .orElse(false);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /**
     * A text that a spreadsheet would take for a formula is led by an apostrophe. Spreadsheets pass over blanks before
     * one, and take full-width signs for the usual ones.
     */
    public static @Nullable String safe(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        int first = 0;
        while (first < text.length() && passedOver(text.charAt(first))) {
            first++;
        }
        boolean formula = first < text.length() && FORMULAS.indexOf(text.charAt(first)) >= 0;
        return formula || CONTROLS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static boolean passedOver(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
