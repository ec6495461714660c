package io.silkroute.usage;

import io.silkroute.connector.ConnectorName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The parameters as they come by HTTP: each is checked, and an unknown one is no silent "all". */
final class UsageParameters {

    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1000;
    private static final int LONGEST = 300;

    private final Map<String, String[]> given;

    UsageParameters(Map<String, String[]> given, Set<String> known) {
        this.given = given;
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw refused(
                        name,
                        "is none that is known here; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    /** @param cursor whether a text is a cursor of the list */
    UsageQuery query(ConnectorName connector, @Nullable UseKey key, Predicate<String> cursor) {
        Instant since = instant("since");
        Instant until = instant("until");
        if (since != null && until != null && !since.isBefore(until)) {
            throw refused("since", "must be before until");
        }
        String after = text("cursor");
        if (after != null && !cursor.test(after)) {
            throw refused("cursor", "is none of this list; take it from \"next\" of the page before");
        }
        return new UsageQuery(connector, key, text("campaign"), since, until, after, limit());
    }

    @Nullable
    String text(String name) {
        String[] values = given.get(name);
        if (values == null || values.length == 0 || values[0].isEmpty()) {
            return null;
        }
        if (values.length > 1) {
            throw refused(name, "may be given only once");
        }
        if (values[0].length() > LONGEST) {
            throw refused(name, "is longer than " + LONGEST + " characters");
        }
        if (values[0].chars().anyMatch(Character::isISOControl)) {
            throw refused(name, "holds a control character");
        }
        return values[0];
    }

    boolean flag(String name) {
        String text = text(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw refused(name, "must be true or false");
    }

    private @Nullable Instant instant(String name) {
        String time = text(name);
        if (time == null) {
            return null;
        }
        try {
            OffsetDateTime parsed = OffsetDateTime.parse(time);
            if (parsed.getYear() >= 1 && parsed.getYear() <= 9998) {
                return parsed.toInstant();
            }
        } catch (DateTimeException notATime) {
            // told below
        }
        throw refused(name, "must be a time with offset such as 2026-11-20T10:00:00Z");
    }

    private int limit() {
        String text = text("limit");
        if (text == null) {
            return USUAL_LIMIT;
        }
        if (text.matches("\\d{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw refused("limit", "must be a number from 1 to " + MOST);
    }

    private static ResponseStatusException refused(String name, String why) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, "The parameter " + name + " " + why + ".");
    }
}
