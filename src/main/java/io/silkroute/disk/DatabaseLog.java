package io.silkroute.disk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of statements that HSQLDB replays after an unclean end, a line each. A process that ends while it writes leaves
 * a last line that is cut; nobody was answered for it, and it goes. A line that is cut with others after it is another
 * matter: what follows was accepted, and HSQLDB replays it wrongly without a word, a cut row with zeros in it.
 */
final class DatabaseLog {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLog.class);
    private static final int BLOCK = 1 << 16;
    private static final Pattern SESSION = Pattern.compile("^/\\*C\\d+\\*/");
    private static final Pattern OF_A_MIGRATION = Pattern.compile("^(/\\*C\\d+\\*/)?(--|\\s|[a-z])");
    private static final String COMMIT = "COMMIT";

    // How a statement begins. Within a line, and not within a text, it shows that the statement before it was cut.
    private static final List<String> BEGINNINGS = List.of("/*C", "INSERT INTO ", "DELETE FROM ", "SET SCHEMA ");

    private DatabaseLog() {}

    /** @param number the line's, from 1; @param offset of its first byte */
    record CutLine(long number, long offset) {}

    /** Takes away what stands behind the last whole line. */
    static void cutTail(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            long whole = endOfTheLastLine(file);
            if (whole < file.length()) {
                LOG.info("The last {} bytes of {} were not written to their end; they go.", file.length() - whole, log);
                shorten(file, whole);
            }
        }
    }

    /** Takes away a line and all that follows it. */
    static void cutBefore(Path log, CutLine line) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            shorten(file, line.offset());
        }
    }

    private static void shorten(RandomAccessFile file, long length) throws IOException {
        file.setLength(length);
        file.getFD().sync();
    }

    private static long endOfTheLastLine(RandomAccessFile file) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long end = file.length(); end > 0; ) {
            int size = (int) Math.min(block.length, end);
            file.seek(end - size);
            file.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - size + i + 1;
                }
            }
            end -= size;
        }
        return 0;
    }

    /** The first line that holds a statement that was cut. */
    static Optional<CutLine> firstCut(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log), BLOCK)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 1;
            long offset = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                if (isCut(line.toString(StandardCharsets.ISO_8859_1))) {
                    return Optional.of(new CutLine(number, offset));
                }
                offset += line.size() + 1L;
                number++;
                line.reset();
            }
            return Optional.empty();
        }
    }

    // A whole statement closes each text that it opens. One of a migration stands here as it was written, and in its
    // comments an apostrophe opens nothing: it is not looked at.
    static boolean isCut(String line) {
        if (OF_A_MIGRATION.matcher(line).find()) {
            return false;
        }
        StringBuilder outside = new StringBuilder();
        boolean within = false;
        for (int i = 0; i < line.length(); i++) {
            char one = line.charAt(i);
            if (one == '\'') {
                within = !within;
            } else if (!within && one != '\r') {
                outside.append(one);
            }
        }
        String statement = SESSION.matcher(outside).replaceFirst("");
        return within
                || statement.startsWith("/*C")
                || BEGINNINGS.stream().anyMatch(beginning -> statement.indexOf(beginning, 1) > 0)
                || (statement.endsWith(COMMIT) && !statement.equals(COMMIT))
                || (statement.startsWith("INSERT INTO ") && !statement.endsWith(")"));
    }
}
