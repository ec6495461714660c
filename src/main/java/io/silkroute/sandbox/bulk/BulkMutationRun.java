package io.silkroute.sandbox.bulk;

import io.silkroute.sandbox.graphql.AdminApi;
import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.shop.Faults;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Runs one mutation over the lines of a file. A bad line is a line of the result, never the end of the run. */
final class BulkMutationRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHUFFLED = 200;

    private final BulkOperation operation;
    private final Path file;
    private final String mutation;
    private final Call call;
    private final AdminApi api;
    private final Faults faults;
    private final BulkOperations.Pace pace;
    private final Random random;
    private final long began = System.nanoTime();

    BulkMutationRun(
            BulkOperation operation,
            Path file,
            String mutation,
            Call call,
            AdminApi api,
            Faults faults,
            BulkOperations.Pace pace) {
        this.operation = operation;
        this.file = file;
        this.mutation = mutation;
        this.call = call;
        this.api = api;
        this.faults = faults;
        this.pace = pace;
        this.random = new Random(operation.id);
    }

    private record Line(long number, String text) {}

    void run() throws IOException, InterruptedException {
        Faults.@Nullable Fault fails = faults.bulk(Faults.Kind.BULK_FAILED);
        Faults.@Nullable Fault loses = faults.bulk(Faults.Kind.BULK_LOST_LINES);
        operation.expired = faults.bulk(Faults.Kind.BULK_EXPIRED_URL) != null;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                BufferedWriter result = Files.newBufferedWriter(operation.result, StandardCharsets.UTF_8)) {
            long number = 0;
            List<Line> some = new ArrayList<>(SHUFFLED);
            while (!operation.status.equals("CANCELING")) {
                String text = lines.readLine();
                if (text != null && !text.isBlank()) {
                    some.add(new Line(number, text));
                }
                number++;
                if (some.size() == SHUFFLED || text == null) {
                    Collections.shuffle(some, random);
                    work(some, result, fails, loses);
                    some.clear();
                }
                if (text == null) {
                    break;
                }
            }
        }
        if (fails != null) {
            throw new IOException("a fault was asked for");
        }
    }

    private void work(
            List<Line> lines, BufferedWriter result, Faults.@Nullable Fault fails, Faults.@Nullable Fault loses)
            throws IOException, InterruptedException {
        for (Line line : lines) {
            if (operation.status.equals("CANCELING")) {
                return;
            }
            if (fails != null && operation.objects.get() >= fails.lines()) {
                return;
            }
            Map<String, Object> answer = new LinkedHashMap<>(answer(line));
            answer.put("__lineNumber", line.number());
            if (loses == null || operation.objects.get() >= loses.lines()) {
                result.write(JSON.writeValueAsString(answer));
                result.write('\n');
            }
            operation.objects.incrementAndGet();
            operation.roots.incrementAndGet();
            pause();
        }
    }

    private Map<String, Object> answer(Line line) {
        Map<String, Object> variables;
        try {
            variables = JSON.readValue(line.text(), new TypeReference<Map<String, Object>>() {});
        } catch (JacksonException e) {
            return Map.of("errors", List.of(Map.of("message", "Invalid JSON: " + e.getOriginalMessage())));
        }
        if (variables == null) {
            return Map.of("errors", List.of(Map.of("message", "Invalid JSON: an object is needed")));
        }
        AdminApi.Request request = new AdminApi.Request(mutation, null, variables);
        Faults.Fault fault = faults.line(api.operations(request), line.text());
        return fault == null ? api.line(request, call) : fault.answer(api, request, call.requestId());
    }

    private void pause() throws InterruptedException {
        int rate = pace.linesPerSecond;
        if (rate > 0) {
            long due = began + operation.objects.get() * 1_000_000_000L / rate;
            long early = (due - System.nanoTime()) / 1_000_000;
            if (early > 0) {
                Thread.sleep(early);
            }
        }
    }
}
