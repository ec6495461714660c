package io.silkroute.source.table;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other. */
public interface Table extends Closeable {

    /** Null at the end. @throws UnreadableTable if the file cannot be read on */
    @Nullable
    Row next();
}
