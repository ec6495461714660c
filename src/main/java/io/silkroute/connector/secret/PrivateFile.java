package io.silkroute.connector.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A line that is made once, in a file that its owner alone may read. The whole line appears under the file's name at
 * once, and the first of two processes wins.
 */
public final class PrivateFile {

    private PrivateFile() {}

    /** Makes the file and its folder. @return false when the file was there already */
    public static boolean make(Path file, String line) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = ownersOnly(file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid()));
        Files.writeString(fresh, line + "\n");
        try {
            Files.createLink(file, fresh);
            Files.delete(fresh);
        } catch (FileAlreadyExistsException other) {
            Files.delete(fresh);
            return false;
        } catch (UnsupportedOperationException noLinks) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return true;
    }

    private static Path ownersOnly(Path file) throws IOException {
        Files.deleteIfExists(file);
        try {
            return Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException noPosix) {
            return Files.createFile(file);
        }
    }
}
