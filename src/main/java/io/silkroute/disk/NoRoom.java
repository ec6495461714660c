package io.silkroute.disk;

/** A disk has less room than has to stay free. The message says which, and how much; it passes by itself. */
public final class NoRoom extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String sentence;

    NoRoom(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
