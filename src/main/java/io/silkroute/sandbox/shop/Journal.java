package io.silkroute.sandbox.shop;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shop on disk: one line a change, appended before the change is answered, so that it outlives kill -9
 * (not a power cut: lines are handed to the operating system, not forced). Rewritten at every start.
 */
final class Journal implements AutoCloseable {
    static final Journal NONE = new Journal(null);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultVisibility(checker -> checker.with(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY)
                    .withCreatorVisibility(Visibility.ANY))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final @Nullable Path file;
    private @Nullable OutputStream out;

    private Journal(@Nullable Path file) {
        this.file = file;
    }

    static Journal in(@Nullable Path folder) {
        return folder == null ? NONE : new Journal(folder.resolve("shop.jsonl"));
    }

    /** Reads the file onto the shelves, writes it anew without what was replaced, and opens it for appending. */
    void replay(List<Shelf<?>> shelves) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                read(file, changes(shelves));
            }
            Path fresh = file.resolveSibling("shop.jsonl.new");
            try (OutputStream snapshot = Files.newOutputStream(fresh)) {
                for (Shelf<?> shelf : shelves) {
                    for (Object object : shelf.all().values()) {
                        line(snapshot, shelf.name(), object);
                    }
                }
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            out = Files.newOutputStream(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox shop cannot be kept in " + file, e);
        }
    }

    private static Map<String, Consumer<JsonNode>> changes(List<Shelf<?>> shelves) {
        Map<String, Consumer<JsonNode>> changes = new HashMap<>();
        for (Shelf<?> shelf : shelves) {
            changes.put(shelf.name(), shelf::replay);
            changes.put(shelf.removalName(), shelf::replayRemoval);
        }
        return changes;
    }

    private static void read(Path file, Map<String, Consumer<JsonNode>> changes) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                JsonNode entry;
                try {
                    entry = JSON.readTree(line);
                } catch (JacksonException e) {
                    continue; // the line a killed process was writing: its change was never answered
                }
                Map.Entry<String, JsonNode> change =
                        entry.properties().iterator().next();
                // A kind of change that no shelf knows was written by a newer version.
                changes.getOrDefault(change.getKey(), unknown -> {}).accept(change.getValue());
            }
        }
    }

    static <T> T read(JsonNode object, Class<T> type) {
        return JSON.treeToValue(object, type);
    }

    void cleared() {
        if (file != null) {
            try {
                close();
                out = Files.newOutputStream(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void append(String kind, Object value) {
        if (out != null) {
            try {
                line(out, kind, value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void line(OutputStream out, String kind, Object value) throws IOException {
        byte[] json = JSON.writeValueAsBytes(Map.of(kind, value));
        byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        out.write(line);
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
