package io.silkroute.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** What every list has in common that can be had as CSV. */
public final class Csv {

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

    /** A text that a spreadsheet would take for a formula is led by an apostrophe. */
    public static @Nullable String safe(@Nullable String text) {
        return text == null || text.isEmpty() || "=+-@\t\r\n".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
