package io.silkroute.source.table;

import java.io.IOException;
import java.nio.file.Path;

/** Where a file that is needed while another is read is made; whoever makes one deletes it. */
@FunctionalInterface
public interface Scratch {

    Path make(String name, String ending) throws IOException;
}
