package io.silkroute.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids of runs: sorted by time, readable by people, 26 characters: {@code 20261123T185430123Z-k3f9q2}. */
final class RunId {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    // No fewer digits than a month has: three of a SKU's are no run's.
    private static final Pattern BEGINNING =
            Pattern.compile("\\d{6,8}|\\d{8}T(\\d{0,9}|\\d{9}Z(-[a-z0-9]{0,6})?)", Pattern.CASE_INSENSITIVE);
    private static final int RANDOM_FROM = 20;

    private RunId() {}

    /** What was typed as the beginning of an id, in the case that ids have; empty if no id begins so. */
    static Optional<String> beginning(String typed) {
        if (!BEGINNING.matcher(typed).matches()) {
            return Optional.empty();
        }
        int random = Math.min(typed.length(), RANDOM_FROM);
        return Optional.of(typed.substring(0, random).toUpperCase(Locale.ROOT)
                + typed.substring(random).toLowerCase(Locale.ROOT));
    }

    /** No id of a run that is asked for at this time or later is smaller, none of an earlier one is as great. */
    static String from(Instant time) {
        return TIME.format(time);
    }

    static String at(Instant time) {
        StringBuilder id = new StringBuilder(TIME.format(time)).append('-');
        for (int i = 0; i < 6; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
