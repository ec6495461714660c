package io.silkroute.activity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The query's parameters as they come by HTTP: each is checked, and an unknown one is no silent "all". */
final class ActivityParameters {

    private static final Set<String> NAMES = Set.of(
            "connector", "run", "type", "item", "outcome", "cause", "kind", "since", "until", "q", "limit", "cursor");
    private static final int USUAL_LIMIT = 100;

    private final Map<String, String[]> given;

    ActivityParameters(Map<String, String[]> given) {
        this.given = given;
    }

    ActivityQuery query() {
        for (String name : given.keySet()) {
            if (!NAMES.contains(name)) {
                throw refused(name, "is no parameter of the activity log; known are " + sorted(NAMES));
            }
        }
        Instant since = instant("since");
        Instant until = instant("until");
        if (since != null && until != null && !since.isBefore(until)) {
            throw refused("since", "must be before until");
        }
        return new ActivityQuery(
                text("connector", 64),
                text("run", 26),
                word("type", ActivityQuery.TYPES),
                text("item", 255),
                word("outcome", ActivityQuery.OUTCOMES),
                cause(),
                word("kind", ActivityQuery.KINDS),
                since,
                until,
                text("q", 200),
                limit(),
                cursor());
    }

    boolean has(String name) {
        return text(name, 255) != null;
    }

    private @Nullable String text(String name, int longest) {
        String[] values = given.get(name);
        if (values == null || values.length == 0 || values[0].isEmpty()) {
            return null;
        }
        if (values.length > 1) {
            throw refused(name, "may be given only once");
        }
        if (values[0].length() > longest) {
            throw refused(name, "is longer than " + longest + " characters");
        }
        if (values[0].chars().anyMatch(Character::isISOControl)) {
            throw refused(name, "holds a control character");
        }
        return values[0];
    }

    private @Nullable String word(String name, Collection<String> words) {
        String word = text(name, 40);
        if (word != null && !words.contains(word)) {
            throw refused(name, "must be one of " + sorted(words));
        }
        return word;
    }

    // Which causes there are is not the log's to know; one that nobody wrote finds nothing.
    private @Nullable String cause() {
        String cause = text("cause", 40);
        if (cause != null && !cause.matches("[a-z-]+")) {
            throw refused("cause", "must be a word such as picture");
        }
        return cause;
    }

    private @Nullable Instant instant(String name) {
        String time = text(name, 40);
        if (time == null) {
            return null;
        }
        try {
            OffsetDateTime parsed = OffsetDateTime.parse(time);
            if (parsed.getYear() < 1 || parsed.getYear() > 9998) {
                throw refused(name, "must be a year between 1 and 9998");
            }
            return parsed.toInstant();
        } catch (DateTimeException notATime) {
            throw refused(name, "must be a time with offset such as 2026-11-20T10:00:00Z");
        }
    }

    private int limit() {
        String text = text("limit", 40);
        if (text == null) {
            return USUAL_LIMIT;
        }
        if (text.matches("\\d{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= ActivityQuery.MOST) {
                return limit;
            }
        }
        throw refused("limit", "must be a number from 1 to " + ActivityQuery.MOST);
    }

    private @Nullable String cursor() {
        String cursor = text("cursor", 40);
        if (cursor != null && Cursor.of(cursor).isEmpty()) {
            throw refused("cursor", "is no cursor of the activity log; take it from \"next\" of the page before");
        }
        return cursor;
    }

    private static String sorted(Collection<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }

    private static ErrorResponseException refused(String field, String what) {
        String shown = field.length() > 40 ? field.substring(0, 40) + "…" : field;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The parameter \"%s\" %s.".formatted(shown, what));
        problem.setTitle("Invalid parameter");
        problem.setProperty("field", shown);
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }
}
