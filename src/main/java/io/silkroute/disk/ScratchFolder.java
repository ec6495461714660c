package io.silkroute.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are needed for a while only, such as one that is being taken in. Whoever makes one deletes it.
 *
 * <p>Where this process alone has the data folder they lie below it: its room is watched, and what a process that died
 * has left goes at the next start. Others may have theirs in any other folder, so there they lie among the system's
 * temporary files, which are its to delete.
 */
public final class ScratchFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
    private static final String NAME = "silkroute-";

    private final @Nullable Path folder;

    private ScratchFolder(@Nullable Path folder) {
        this.folder = folder;
    }

    static ScratchFolder of(EmbeddedFiles files) {
        if (!files.hold()) {
            return new ScratchFolder(null);
        }
        Path folder = files.data().resolve("scratch");
        try {
            Files.createDirectories(folder);
            sweep(folder);
        } catch (IOException e) {
            throw new StartRefused(
                    "The folder " + folder.toAbsolutePath() + " cannot be written: " + e.getMessage() + ".",
                    "Let the user that runs Silkroute write there, or take away what is in its place.",
                    e);
        }
        return new ScratchFolder(folder);
    }

    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, NAME + "*")) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    delete(file);
                }
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            LOG.info("Deleted {}, which an earlier process has left.", file);
        } catch (IOException stays) {
            LOG.warn("{}, which an earlier process has left, cannot be deleted: {}", file, stays.toString());
        }
    }

    /** An empty file of its own. */
    public Path make(String name, String ending) throws IOException {
        return folder == null
                ? Files.createTempFile(NAME + name, ending)
                : Files.createTempFile(folder, NAME + name, ending);
    }
}
