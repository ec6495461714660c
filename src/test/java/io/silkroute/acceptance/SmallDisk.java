package io.silkroute.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes, mounted on a folder; it can be made larger while it is in use. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, and says so, where mounting is not allowed. */
    static SmallDisk mount(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        Assumptions.assumeTrue(mounted, "no small disk can be mounted here");
        return new SmallDisk(folder);
    }

    void enlarge(int megabytes) {
        if (!run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString())) {
            throw new IllegalStateException(folder + " cannot be made larger");
        }
    }

    /** Fills it, so that no more than this is left. */
    void leave(int megabytes) {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            byte[] block = new byte[1 << 16];
            while (folder.toFile().getUsableSpace() > ((long) megabytes << 20)) {
                ballast.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void leaveAll() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }
}
