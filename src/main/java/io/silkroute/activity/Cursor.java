package io.silkroute.activity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last entry that was read: its row, and its place within the row's set. Stays valid as entries are added. */
record Cursor(long row, int place) {

    static final Cursor NEWEST = new Cursor(Long.MAX_VALUE, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})");

    static Optional<Cursor> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Cursor(Long.parseLong(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return row + "." + place;
    }
}
