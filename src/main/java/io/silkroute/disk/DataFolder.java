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

/** The folder with all that this process keeps: its owner's alone, and one process's at a time. */
final class DataFolder implements AutoCloseable {

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
            forItsOwnerAlone(folder);
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

    private static void forItsOwnerAlone(Path folder) throws IOException {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (UnsupportedOperationException noPosix) {
            // a file system with other rights: the operator's matter
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
