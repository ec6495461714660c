package io.silkroute.source.table;

import java.io.IOException;
import java.io.InputStream;

/** Opens a file's content from its beginning, unpacked; as often as it is asked. */
@FunctionalInterface
public interface Opener {

    InputStream open() throws IOException;
}
