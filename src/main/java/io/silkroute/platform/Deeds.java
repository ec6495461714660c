package io.silkroute.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request does, and so who may send it. */
final class Deeds {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final Pattern OPERATORS = Pattern.compile("/api/connectors/[^/]+/items/[^/]+/[^/]+/replay"
            + "|/api/runs/[^/]+/replay-failed"
            + "|/api/dead-letters/[^/]+/replay"
            + "|/api/conflicts/[^/]+/resolve"
            + "|/api/connectors/[^/]+/preview");

    // The console's forms carry the same last words as the API's calls.
    private static final Pattern OPERATORS_FORMS =
            Pattern.compile("/(?!api/).*/(replay|replay-failed|resolve|preview)");

    private Deeds() {}

    /** Everybody who is signed in may read. */
    static boolean reading(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    /** Replays, resolves, previews: operators and admins. What is neither this nor reading is an admin's. */
    static boolean operating(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return request.getMethod().equals("POST")
                && (OPERATORS.matcher(path).matches()
                        || OPERATORS_FORMS.matcher(path).matches());
    }

    /** A program's call: it names its user itself, which no foreign page can make a browser do. */
    static boolean basic(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6);
    }

    /** A scraper on this machine; what a proxy forwards comes from elsewhere. */
    static boolean local(HttpServletRequest request) {
        String from = request.getRemoteAddr();
        return ("127.0.0.1".equals(from) || "0:0:0:0:0:0:0:1".equals(from) || "::1".equals(from))
                && request.getHeader("Forwarded") == null
                && request.getHeader("X-Forwarded-For") == null;
    }
}
