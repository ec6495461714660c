package io.silkroute.source;

import io.silkroute.source.table.UnreadableTable;

/** A file of which nothing can be made. */
public final class Unconvertible extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String title;

    public Unconvertible(String title, String sentence) {
        super(sentence, null, false, false);
        this.title = title;
    }

    static Unconvertible unreadable(UnreadableTable broken) {
        return new Unconvertible("Unreadable file", String.valueOf(broken.getMessage()));
    }

    public String title() {
        return title;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
