package io.silkroute.bench.shop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Bulk operations: done at once when they are started. */
final class BulkWork {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final Products products;
    private final Observed observed;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Long> times = new ConcurrentHashMap<>();
    private final Map<String, byte[]> results = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    BulkWork(String address, Products products, Observed observed) {
        this.address = address;
        this.products = products;
        this.observed = observed;
    }

    void target(JsonGenerator out) throws IOException {
        String key = "upload-" + numbers.incrementAndGet();
        Answers.payload("stagedUploadsCreate", out, () -> {
            out.writeArrayPropertyStart("stagedTargets");
            out.writeStartObject();
            out.writeStringProperty("url", address + "/bench/upload");
            out.writeStringProperty("resourceUrl", address + "/bench/upload");
            out.writeArrayPropertyStart("parameters");
            out.writeStartObject();
            out.writeStringProperty("name", "key");
            out.writeStringProperty("value", key);
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndArray();
        });
    }

    /** A multipart form of the key and the file: the lines begin where JSON does. */
    void uploaded(byte[] form) {
        String text = new String(form, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("upload-");
        String key = text.substring(start, text.indexOf('\r', start));
        int lines = text.indexOf("\r\n\r\n", text.indexOf("filename=")) + 4;
        int end = text.lastIndexOf("\r\n--", text.length() - 4);
        byte[] file = java.util.Arrays.copyOfRange(form, lines, end);
        files.put(key, file);
        times.put(key, Observed.micros());
    }

    String run(JsonNode variables) throws IOException {
        String operation = Operations.of(variables.path("mutation").asString(""));
        String key = variables.path("stagedUploadPath").asString("");
        byte[] file = files.remove(key);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        Answers answers = new Answers(products, this);
        int number = 0;
        for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answers.write(operation, JSON.readTree(line), answer);
            JsonNode told = JSON.readTree(answer.toByteArray());
            result.writeBytes(
                    LeanShop.utf8("{\"data\":" + told.path("data") + ",\"__lineNumber\":" + number++ + "}\n"));
        }
        observed.upload(times.remove(key), operation, number, file.length);
        String id = Long.toString(numbers.incrementAndGet());
        results.put(id, result.toByteArray());
        return "gid://shopify/BulkOperation/" + id;
    }

    void describe(String gid, JsonGenerator out) throws IOException {
        String id = gid.substring(gid.lastIndexOf('/') + 1);
        out.writeObjectPropertyStart("bulkOperation");
        out.writeStringProperty("id", gid);
        out.writeStringProperty("status", "COMPLETED");
        out.writeStringProperty("objectCount", "1");
        out.writeStringProperty("url", address + "/bench/results/" + id);
        out.writeEndObject();
    }

    byte[] result(String path) {
        byte[] result = results.remove(path.substring(path.lastIndexOf('/') + 1));
        return result == null ? new byte[0] : result;
    }
}
