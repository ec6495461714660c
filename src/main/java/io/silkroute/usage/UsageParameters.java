package io.silkroute.usage;

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

    private static final int MOST = 1000;
    private static final int LONGEST = 300;

    private UsageParameters() {}

    /** Each that is given is known, given once and no longer than a name can be. */
    static void check(Map<String, String[]> given, Set<String> known) {
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw refused(
                        name,
                        "is none that is known here; known are "
                                + String.join(", ", known.stream().sorted().toList()));
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
        });
    }

    /** The text; null where nothing is given. */
    static @Nullable String text(@Nullable String given) {
        return given == null || given.isEmpty() ? null : given;
    }

    static @Nullable Instant instant(String name, @Nullable String time) {
        if (time == null || time.isEmpty()) {
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

    static int limit(String text) {
        if (text.matches("\\d{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw refused("limit", "must be a number from 1 to " + MOST);
    }

    static void ordered(@Nullable Instant since, @Nullable Instant until) {
        if (since != null && until != null && !since.isBefore(until)) {
            throw refused("since", "must be before until");
        }
    }

    /** @param known whether a text is a cursor of the list */
    static @Nullable String cursor(@Nullable String cursor, Predicate<String> known) {
        String after = text(cursor);
        if (after != null && !known.test(after)) {
            throw refused("cursor", "is none of this list; take it from \"next\" of the page before");
        }
        return after;
    }

    private static ResponseStatusException refused(String name, String why) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, "The parameter " + name + " " + why + ".");
    }
}
