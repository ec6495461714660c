package io.silkroute.sandbox.bulk;

import io.silkroute.sandbox.graphql.AdminApi;
import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.SearchTerms;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Faults;
import io.silkroute.sandbox.shop.Notice;
import io.silkroute.sandbox.shop.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Bulk operations: five of a type at once, outside the bucket, one answer a line, in no order.
 * Source: https://shopify.dev/docs/api/usage/bulk-operations/imports
 */
final class BulkOperations {
    private static final int AT_ONCE = 5;

    private final Shop shop;
    private final StagedUploads uploads;
    private final Path folder;
    private final Faults faults;
    private final Pace pace;
    private final NavigableMap<Long, BulkOperation> operations = new ConcurrentSkipListMap<>();
    private final AdminApi api;

    BulkOperations(Shop shop, StagedUploads uploads, Path folder, Faults faults, Pace pace, AdminApi api) {
        this.shop = shop;
        this.uploads = uploads;
        this.folder = folder;
        this.faults = faults;
        this.pace = pace;
        this.api = api;
    }

    /** How fast lines are worked off; changed by the control endpoint. */
    static final class Pace {
        volatile int linesPerSecond;
        volatile Duration delay;

        Pace(int linesPerSecond, Duration delay) {
            this.linesPerSecond = linesPerSecond;
            this.delay = delay;
        }
    }

    Pace pace() {
        return pace;
    }

    Map<String, Object> runMutation(Input args, Call call) {
        String mutation = args.text("mutation", "");
        UserError refused = BulkMutationRules.refusal(mutation, api.prepare(mutation));
        if (refused != null) {
            return Payload.errors(refused);
        }
        Path file = uploads.file(args.text("stagedUploadPath", ""));
        if (file == null) {
            return Payload.errors(new UserError(
                    null,
                    "The JSONL file could not be found. Try uploading the file again, and check that you've entered"
                            + " the URL correctly for the stagedUploadPath mutation argument.",
                    "NO_SUCH_FILE"));
        }
        try {
            if (Files.size(file) == 0) {
                return Payload.errors(new UserError(null, "The input file is empty.", "INVALID_STAGED_UPLOAD_FILE"));
            }
        } catch (IOException e) {
            return Payload.errors(new UserError(null, "The file server failed.", "INTERNAL_FILE_SERVER_ERROR"));
        }
        return start(
                "MUTATION",
                mutation,
                call,
                operation -> new BulkMutationRun(operation, file, mutation, call, api, faults, pace).run());
    }

    Map<String, Object> runQuery(Input args, Call call) {
        String query = args.text("query", "");
        UserError refused = BulkQueryRun.refusal(api.prepare(query));
        if (refused != null) {
            return Payload.errors(refused);
        }
        return start("QUERY", query, call, operation -> new BulkQueryRun(operation, query, call, api).run());
    }

    private interface Run {
        void of(BulkOperation operation) throws Exception;
    }

    private synchronized Map<String, Object> start(String type, String text, Call call, Run run) {
        List<BulkOperation> busy = operations.values().stream()
                .filter(operation -> operation.type.equals(type) && !operation.ended())
                .toList();
        if (busy.size() >= AT_ONCE) {
            return Payload.errors(new UserError(
                    null,
                    "A bulk " + type.toLowerCase(Locale.ROOT)
                            + " operation for this app and shop is already in progress: "
                            + busy.stream().map(BulkOperation::gid).collect(Collectors.joining(", ")) + ".",
                    "OPERATION_IN_PROGRESS"));
        }
        long id = shop.nextId();
        BulkOperation operation =
                new BulkOperation(id, type, text, call.address(), folder.resolve("bulk-" + id + ".jsonl"), shop.now());
        operations.put(id, operation);
        shop.later(() -> work(operation, run));
        return Payload.of("bulkOperation", created(operation), List.of());
    }

    // What is answered is the operation as created, however fast its thread may be.
    private static BulkOperation created(BulkOperation operation) {
        return new BulkOperation(
                operation.id,
                operation.type,
                operation.query,
                operation.address,
                operation.result,
                operation.createdAt);
    }

    private void work(BulkOperation operation, Run run) {
        try {
            Files.createDirectories(folder);
            if (!pace.delay.isZero()) {
                Thread.sleep(pace.delay.toMillis());
            }
            if (!operation.status.equals("CANCELING")) {
                operation.status = "RUNNING";
            }
            run.of(operation);
            operation.fileSize = Files.exists(operation.result) ? Files.size(operation.result) : 0;
            end(operation);
        } catch (Exception e) {
            operation.errorCode = "INTERNAL_SERVER_ERROR";
            operation.partial = true;
            operation.completedAt = shop.now();
            operation.status = "FAILED";
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("admin_graphql_api_id", operation.gid());
        body.put("completed_at", Times.of(operation.completedAt));
        body.put("created_at", Times.of(operation.createdAt));
        body.put("error_code", operation.errorCode);
        body.put("status", operation.status.toLowerCase(Locale.ROOT));
        body.put("type", operation.type.toLowerCase(Locale.ROOT));
        shop.tell(new Notice("bulk_operations/finish", body));
    }

    private void end(BulkOperation operation) {
        operation.completedAt = shop.now();
        boolean canceled = operation.status.equals("CANCELING");
        operation.partial = canceled && operation.fileSize > 0;
        operation.url = !canceled && operation.fileSize > 0;
        operation.status = canceled ? "CANCELED" : "COMPLETED";
    }

    Map<String, Object> cancel(String gid) {
        BulkOperation operation = find(Gid.number(gid, "BulkOperation"));
        if (operation == null) {
            return Payload.errors(new UserError(List.of("id"), "Bulk operation does not exist", null));
        }
        if (operation.ended()) {
            return Payload.of(
                    "bulkOperation",
                    operation,
                    List.of(new UserError(
                            null,
                            "A bulk operation cannot be canceled when it is "
                                    + operation.status.toLowerCase(Locale.ROOT),
                            null)));
        }
        operation.status = "CANCELING";
        return Payload.of("bulkOperation", operation, List.of());
    }

    @Nullable
    BulkOperation find(long id) {
        return operations.get(id);
    }

    @Nullable
    BulkOperation current(String type) {
        return operations.descendingMap().values().stream()
                .filter(operation -> operation.type.equals(type))
                .findFirst()
                .orElse(null);
    }

    /**
     * The newest first, and the oldest first when reversed. By the time of their end, those that have none come last.
     * Source: https://shopify.dev/docs/api/admin-graphql/latest/queries/bulkOperations
     */
    Page page(Input args) {
        SearchQuery query = SearchQuery.parse(args.text("query"));
        Predicate<BulkOperation> matches = operation -> matches(operation, query);
        if (!args.text("sortKey", "").equals("COMPLETED_AT")) {
            return Page.of(operations.descendingMap(), matches, args);
        }
        List<BulkOperation> ended = new ArrayList<>();
        List<BulkOperation> going = new ArrayList<>();
        operations.descendingMap().values().stream()
                .filter(matches)
                .forEach(operation -> (operation.ended() ? ended : going).add(operation));
        ended.sort(Comparator.comparing((BulkOperation operation) -> operation.completedAt)
                .reversed());
        ended.addAll(going);
        return Page.of(ended, operation -> operation.id, args);
    }

    private static boolean matches(BulkOperation operation, SearchQuery query) {
        if (query instanceof SearchQuery.And and) {
            return and.parts().stream().allMatch(part -> matches(operation, part));
        }
        if (query instanceof SearchQuery.Or or) {
            return or.parts().stream().anyMatch(part -> matches(operation, part));
        }
        if (!(query instanceof SearchQuery.Term term)) {
            return true;
        }
        return switch (term.field()) {
            case "status" -> operation.status.equalsIgnoreCase(term.value());
            case "operation_type", "type" -> operation.type.equalsIgnoreCase(term.value());
            case "id" -> String.valueOf(operation.id).equals(term.value());
            case "created_at" -> SearchTerms.time(operation.createdAt, term);
            default -> true;
        };
    }

    void clear() {
        operations.values().forEach(operation -> operation.status = operation.ended() ? operation.status : "CANCELING");
        operations.clear();
    }
}
