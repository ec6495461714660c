package io.silkroute.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder with what this process keeps: one process's at a time. */
final class DataFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String LOCK = "lock";

    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws StartRefused if it cannot be written, or another process has it */
    static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartRefused(
                        "The data folder " + folder.toAbsolutePath() + " is in use by another Silkroute.",
                        "Stop the other one, or give this one a folder of its own (silkroute.data, SILKROUTE_DATA).",
                        null);
            }
            return new DataFolder(channel, lock);
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + folder.toAbsolutePath() + " cannot be written: " + e.getMessage() + ".",
                    "Let the user that runs Silkroute write there, or name another folder (silkroute.data, SILKROUTE_DATA).",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException within) {
            return null;
        }
    }

    /** Takes the rights of all others away, where this process may: a folder of somebody else's is that one's matter. */
    static void forItsOwnerAlone(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException | UnsupportedOperationException notOurs) {
            LOG.warn("Who else may read the data folder {} is not changed: {}", folder, notOurs.toString());
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
