package io.silkroute.sandbox.bulk;

import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Files on their way into bulk operations: a signed form is handed out, used within a day, and named by its key. */
final class StagedUploads {
    static final long LARGEST = 100L * 1024 * 1024;

    private final Shop shop;
    private final Path folder;
    private final Map<String, Target> targets = new ConcurrentHashMap<>();

    StagedUploads(Shop shop, Path folder) {
        this.shop = shop;
        this.folder = folder;
    }

    private record Target(Map<String, String> form, Instant until, Path file) {}

    Map<String, Object> create(List<Input> inputs, String address) {
        List<Object> made = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            if (!input.text("resource", "").equals("BULK_MUTATION_VARIABLES")) {
                return Payload.errors(new UserError(
                        List.of("input", String.valueOf(i), "resource"),
                        "The sandbox shop takes uploads of BULK_MUTATION_VARIABLES only",
                        null));
            }
            if (!input.text("httpMethod", "PUT").equals("POST")) {
                return Payload.errors(new UserError(
                        List.of("input", String.valueOf(i), "httpMethod"),
                        "The sandbox shop takes uploads by POST only",
                        null));
            }
            made.add(target(input, address));
        }
        return Payload.of("stagedTargets", made, List.of());
    }

    private Map<String, Object> target(Input input, String address) {
        UUID id = UUID.randomUUID();
        String filename = input.text("filename", "bulk.jsonl").replaceAll("[^A-Za-z0-9._-]", "_");
        String key = "tmp/1/bulk/" + id + "/" + filename;
        String signature = UUID.randomUUID().toString().replace("-", "");
        Instant until = shop.clock().instant().plus(Duration.ofDays(1));
        String policy = "{\"conditions\":[{\"key\":\"" + key + "\"},[\"content-length-range\",1," + LARGEST
                + "]],\"expiration\":\"" + until + "\"}";
        String date = Times.of(shop.now()).replaceAll("[-:]", "");
        List<Map<String, String>> parameters = List.of(
                parameter("Content-Type", input.text("mimeType", "text/jsonl")),
                parameter("success_action_status", "201"),
                parameter("acl", "private"),
                parameter("key", key),
                parameter("x-goog-date", date),
                parameter("x-goog-credential", "sandbox/" + date.substring(0, 8) + "/auto/storage/goog4_request"),
                parameter("x-goog-algorithm", "GOOG4-RSA-SHA256"),
                parameter("x-goog-signature", signature),
                parameter(
                        "policy",
                        Base64.getEncoder().encodeToString(policy.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        Map<String, String> form = new HashMap<>();
        parameters.forEach(parameter -> form.put(parameter.get("name"), parameter.get("value")));
        targets.put(key, new Target(form, until, folder.resolve("upload-" + id + ".jsonl")));
        String url = address + "/sandbox/upload/";
        return Map.of("url", url, "resourceUrl", url, "parameters", parameters);
    }

    private static Map<String, String> parameter(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    /** Keeps a file that came with a form of ours; answers what is wrong with it, null when nothing is. */
    @Nullable
    String receive(Map<String, String> form, InputStream file, long size) throws IOException {
        Target target = targets.get(form.getOrDefault("key", ""));
        if (target == null || !Objects.equals(target.form().get("x-goog-signature"), form.get("x-goog-signature"))) {
            return "SignatureDoesNotMatch";
        }
        if (!target.form().equals(form)) {
            return "InvalidPolicyDocument"; // the policy names every parameter, as it was given
        }
        if (shop.clock().instant().isAfter(target.until())) {
            return "ExpiredToken";
        }
        if (size < 1) {
            return "EntityTooSmall";
        }
        if (size > LARGEST) {
            return "EntityTooLarge";
        }
        Files.createDirectories(folder);
        Files.copy(file, target.file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return null;
    }

    /** The uploaded file of this key, null when there is none. */
    @Nullable
    Path file(String key) {
        Target target = targets.get(key);
        return target == null || !Files.exists(target.file()) ? null : target.file();
    }

    void clear() {
        targets.values().forEach(target -> {
            try {
                Files.deleteIfExists(target.file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        targets.clear();
    }
}
