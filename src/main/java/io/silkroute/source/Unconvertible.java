package io.silkroute.source;

/** A file of which nothing can be made. */
public final class Unconvertible extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String title;

    public Unconvertible(String title, String sentence) {
        super(sentence, null, false, false);
        this.title = title;
    }

    public String title() {
        return title;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
