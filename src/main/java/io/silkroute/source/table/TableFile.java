package io.silkroute.source.table;

import java.io.Closeable;
import java.util.List;

/** A file with rows, which can be read more than once. */
public interface TableFile extends Closeable {

    /** The headers as they are written, trimmed. */
    List<String> columns();

    /** From the first row below the header. */
    Table rows();

    /** What was guessed of the file, a sentence each. */
    List<String> guesses();
}
