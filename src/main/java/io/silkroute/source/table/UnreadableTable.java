package io.silkroute.source.table;

/** A file of rows that cannot be read, or not to its end. */
public final class UnreadableTable extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param sentence what is wrong, and what to do */
    public UnreadableTable(String sentence) {
        super(sentence, null, false, false);
    }
}
