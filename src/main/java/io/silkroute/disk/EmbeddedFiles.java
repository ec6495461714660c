package io.silkroute.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folders that this process alone writes to, held until it ends. */
final class EmbeddedFiles implements AutoCloseable {

    private final Path data;
    private final List<Path> folders;
    private final List<DataFolder> held;

    private EmbeddedFiles(Path data, List<Path> folders, List<DataFolder> held) {
        this.data = data;
        this.folders = folders;
        this.held = held;
    }

    /**
     * @param database the path of its files, if it is in files
     * @param broker whether the broker keeps its journal in the data folder
     * @throws StartRefused if one of the folders cannot be written, or another process has it
     */
    static EmbeddedFiles take(Path data, Optional<Path> database, boolean broker) {
        List<Path> folders = new ArrayList<>();
        List<DataFolder> held = new ArrayList<>();
        if (broker || database.isPresent()) {
            held.add(DataFolder.take(data));
            DataFolder.forItsOwnerAlone(data);
            folders.add(data);
        }
        database.map(files -> files.toAbsolutePath().getParent()).ifPresent(folder -> {
            if (!folder.startsWith(data.toAbsolutePath())) {
                held.add(DataFolder.take(folder));
            }
            folders.add(folder);
        });
        if (broker) {
            folders.add(data.resolve("broker"));
        }
        return new EmbeddedFiles(data, folders, held);
    }

    Path data() {
        return data;
    }

    /** Has this process the data folder for itself? */
    boolean hold() {
        return !held.isEmpty();
    }

    List<Path> folders() {
        return folders;
    }

    @Override
    public void close() throws IOException {
        for (DataFolder folder : held) {
            folder.close();
        }
    }
}
