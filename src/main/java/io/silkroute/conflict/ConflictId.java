package io.silkroute.conflict;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Ids of conflicts and reports: sorted by time, 26 characters. */
final class ConflictId {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{9}Z-[a-z0-9]{6}");

    private ConflictId() {}

    static String at(Instant time) {
        StringBuilder id = new StringBuilder(TIME.format(time)).append('-');
        for (int i = 0; i < 6; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
