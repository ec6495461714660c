package io.silkroute.inbound.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By what a file is known to be as it was: size, time of change, and which file it is.
 *
 * @param identity the inode, where the file system has such
 */
public record FileStamp(
        long size, Instant modified, @Nullable Object identity, boolean regular) {

    /** Of the file itself, also when it is a link; null when it is gone or cannot be looked at. */
    public static @Nullable FileStamp of(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new FileStamp(
                    seen.size(), seen.lastModifiedTime().toInstant(), seen.fileKey(), seen.isRegularFile());
        } catch (IOException gone) {
            return null;
        }
    }

    public boolean sameFile(FileStamp other) {
        return identity == null || identity.equals(other.identity);
    }
}
