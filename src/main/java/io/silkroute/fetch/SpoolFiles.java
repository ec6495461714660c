package io.silkroute.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The records that were fetched and are not taken in yet, below the data folder. What a page has brought is on the disk
 * before its place counts as read; what lies behind that is cut off.
 */
@Component
class SpoolFiles {

    private static final String ENDING = ".records";

    private final Path folder;

    SpoolFiles(@Value("${silkroute.data}") Path data) {
        this.folder = data.resolve("fetch");
    }

    private Path file(String spool, int part) {
        return folder.resolve(spool + "-" + part + ENDING);
    }

    /** Are so many bytes there? On another node, or when somebody has deleted them, they are not. */
    boolean holds(FetchPart part) {
        try {
            return part.bytes() == 0 || Files.size(file(part.spool(), part.part())) >= part.bytes();
        } catch (IOException gone) {
            return false;
        }
    }

    /** @return how many bytes there are then */
    long append(FetchPart part, List<JsonNode> records) {
        StringBuilder text = new StringBuilder();
        boolean first = part.bytes() == 0;
        for (JsonNode record : records) {
            text.append(first ? "" : "\n,").append(record);
            first = false;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(folder);
            try (FileChannel file = FileChannel.open(
                    file(part.spool(), part.part()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.truncate(part.bytes());
                file.position(part.bytes());
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
                file.force(true);
            }
        } catch (IOException full) {
            throw new UncheckedIOException("What was fetched cannot be written to " + folder + ".", full);
        }
        return part.bytes() + bytes.length;
    }

    /** A list of the records, in JSON. */
    InputStream open(FetchPart part) throws IOException {
        InputStream records = Files.newInputStream(file(part.spool(), part.part()));
        return new SequenceInputStream(Collections.enumeration(List.of(bracket("["), records, bracket("]"))));
    }

    private static InputStream bracket(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    void delete(FetchPart part) {
        try {
            Files.deleteIfExists(file(part.spool(), part.part()));
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    /** Deletes those of none of these. */
    void keepOnly(Set<String> spools) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                int end = name.lastIndexOf('-');
                if (name.endsWith(ENDING) && end > 0 && !spools.contains(name.substring(0, end))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
