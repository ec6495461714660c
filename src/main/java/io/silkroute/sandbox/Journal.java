package io.silkroute.sandbox;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
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

    /** Reads the file into the shop, writes it anew without what was replaced, and opens it for appending. */
    void replay(Shop shop) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                read(file, shop);
            }
            Path fresh = file.resolveSibling("shop.jsonl.new");
            try (OutputStream snapshot = Files.newOutputStream(fresh)) {
                for (Definition definition : shop.definitions().values()) {
                    line(snapshot, "definition", definition);
                }
                for (Collection collection : shop.collections().values()) {
                    line(snapshot, "collection", collection);
                }
                for (Product product : shop.products().values()) {
                    line(snapshot, "product", product);
                }
                line(snapshot, "shopMetafields", shop.shopOwner().metafields());
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            out = Files.newOutputStream(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox shop cannot be kept in " + file, e);
        }
    }

    private static void read(Path file, Shop shop) throws IOException {
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
                JsonNode value = change.getValue();
                switch (change.getKey()) {
                    case "product" -> shop.apply(JSON.treeToValue(value, Product.class));
                    case "collection" -> shop.apply(JSON.treeToValue(value, Collection.class));
                    case "definition" -> shop.apply(JSON.treeToValue(value, Definition.class));
                    case "shopMetafields" ->
                        shop.applyShopMetafields(JSON.convertValue(value, new TypeReference<List<Metafield>>() {}));
                    case "deletedProduct" -> shop.removeProduct(value.asLong(0));
                    case "deletedCollection" -> shop.removeCollection(value.asLong(0));
                    default -> {
                        // a kind of change that a newer version wrote
                    }
                }
            }
        }
    }

    void product(Product product) {
        append("product", product);
    }

    void collection(Collection collection) {
        append("collection", collection);
    }

    void definition(Definition definition) {
        append("definition", definition);
    }

    void shopMetafields(List<Metafield> metafields) {
        append("shopMetafields", metafields);
    }

    void deletedProduct(long id) {
        append("deletedProduct", id);
    }

    void deletedCollection(long id) {
        append("deletedCollection", id);
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

    private void append(String kind, Object value) {
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
