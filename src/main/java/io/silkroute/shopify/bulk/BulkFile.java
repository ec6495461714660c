package io.silkroute.shopify.bulk;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.ObjectMapper;

/** Lines in a temporary JSONL file, as many as one upload takes. */
final class BulkFile implements AutoCloseable {

    final Path path;
    final List<String> keys;

    private BulkFile(Path path, List<String> keys) {
        this.path = path;
        this.keys = keys;
    }

    /** A line, serialised, that is next in turn. */
    static final class Lines {

        private final Iterator<BulkLine> lines;
        private final ObjectMapper json;
        private String key = "";
        private byte[] next = new byte[0];

        Lines(Iterator<BulkLine> lines, ObjectMapper json) throws IOException {
            this.lines = lines;
            this.json = json;
            advance();
        }

        boolean more() {
            return next.length > 0;
        }

        private void advance() throws IOException {
            next = new byte[0];
            if (lines.hasNext()) {
                BulkLine line = lines.next();
                key = line.key();
                next = json.writeValueAsBytes(line.variables());
            }
        }
    }

    /** Takes lines until the file is full; a line alone may exceed the limit, and the shop then says so. */
    static BulkFile of(Lines lines, long mostBytes, int mostLines) throws IOException {
        Path path = Files.createTempFile("silkroute-bulk", ".jsonl");
        List<String> keys = new ArrayList<>();
        long bytes = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
            while (lines.more()
                    && keys.size() < mostLines
                    && (keys.isEmpty() || bytes + lines.next.length + 1 <= mostBytes)) {
                out.write(lines.next);
                out.write('\n');
                bytes += lines.next.length + 1;
                keys.add(lines.key);
                lines.advance();
            }
        }
        return new BulkFile(path, keys);
    }

    /** The same lines in two files. */
    List<BulkFile> halves() throws IOException {
        int middle = (keys.size() + 1) / 2;
        Path first = Files.createTempFile("silkroute-bulk", ".jsonl");
        Path second = Files.createTempFile("silkroute-bulk", ".jsonl");
        try (BufferedReader lines = Files.newBufferedReader(path);
                BufferedWriter left = Files.newBufferedWriter(first);
                BufferedWriter right = Files.newBufferedWriter(second)) {
            for (int i = 0; i < keys.size(); i++) {
                BufferedWriter half = i < middle ? left : right;
                half.write(lines.readLine());
                half.write('\n');
            }
        }
        return List.of(
                new BulkFile(first, keys.subList(0, middle)), new BulkFile(second, keys.subList(middle, keys.size())));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
