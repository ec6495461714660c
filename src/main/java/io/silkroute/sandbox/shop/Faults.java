package io.silkroute.sandbox.shop;

import io.silkroute.sandbox.graphql.AdminApi;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What goes wrong in the shop because the control endpoint asked for it. */
public final class Faults {
    private final List<Fault> asked = new CopyOnWriteArrayList<>();

    public enum Kind {
        /** Nothing is answered for {@code seconds}, then the connection is closed; nothing was done. */
        TIMEOUT,
        /** The connection is closed at once; nothing was done. */
        RESET,
        /** HTTP {@code status} with Shopify's body of it, with {@code retryAfter} as its header. */
        STATUS,
        /** HTTP 200 with half a JSON text; nothing was done. */
        MALFORMED_BODY,
        /** The top-level error {@code code}; nothing was done. */
        ERROR,
        /** A {@code userErrors} entry of {@code code}, {@code field}, {@code message}; nothing was done. */
        USER_ERROR,
        /** It is done and charged, and the connection is closed instead of an answer. */
        ANSWER_LOST,
        /** It is answered, and {@code extensions.search} warns that the search was not understood. */
        SEARCH_MISREAD,
        /** Every token of the connector stops working; client credentials give new ones. */
        TOKEN_REVOKED,
        /** The next bulk mutation ends FAILED after {@code lines} lines, with partialDataUrl. */
        BULK_FAILED,
        /** The next bulk mutation's result misses its first {@code lines} lines. */
        BULK_LOST_LINES,
        /** The next bulk mutation's url answers that it has expired. */
        BULK_EXPIRED_URL;

        static Kind of(String name) {
            try {
                return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("kind " + name + " is none of " + List.of(values()));
            }
        }
    }

    /**
     * One fault as asked for.
     *
     * @param operation regular expression for the whole name of a root field, null: any
     * @param item regular expression found in the variables (a handle, a custom id, a title), null: any
     * @param times how often it happens, 0: until reset
     * @param after how many matching calls go well before
     */
    public record Request(
            @Nullable String operation,
            @Nullable String item,
            int times,
            int after,
            String kind,
            int status,
            @Nullable String retryAfter,
            @Nullable String code,
            @Nullable List<String> field,
            @Nullable String message,
            int seconds,
            int lines) {}

    public static final class Fault {
        public final Kind kind;
        public final Request request;
        private final @Nullable Pattern operation;
        private final @Nullable Pattern item;
        private final AtomicInteger left;
        private final AtomicInteger spared;

        Fault(Request request) {
            this.kind = Kind.of(request.kind());
            this.request = request;
            this.operation = request.operation() == null ? null : Pattern.compile(request.operation());
            this.item = request.item() == null ? null : Pattern.compile(request.item());
            this.left = new AtomicInteger(request.times() == 0 ? Integer.MAX_VALUE : request.times());
            this.spared = new AtomicInteger(request.after());
        }

        boolean happens(List<String> operations, String variables) {
            boolean named = operation == null
                    || operations.stream().anyMatch(o -> operation.matcher(o).matches());
            if (!named || item != null && !item.matcher(variables).find() || left.get() <= 0) {
                return false;
            }
            if (spared.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                return false;
            }
            return left.getAndDecrement() > 0;
        }

        public int lines() {
            return request.lines() == 0 ? 1 : request.lines();
        }

        public Duration held() {
            return Duration.ofSeconds(request.seconds() == 0 ? 120 : request.seconds());
        }

        /** The body of a fault that is answered with HTTP 200. */
        public Map<String, Object> answer(AdminApi api, AdminApi.Request asked, String requestId) {
            List<String> operations = api.operations(asked);
            String root = operations.isEmpty() ? "productSet" : operations.get(0);
            if (kind == Kind.USER_ERROR) {
                Map<String, @Nullable Object> error = new HashMap<>();
                error.put("field", request.field() == null ? List.of("input") : request.field());
                error.put("message", request.message() == null ? "Refused by a fault" : request.message());
                error.put("code", request.code());
                Map<String, @Nullable Object> payload = new LinkedHashMap<>();
                api.selected(asked).forEach(field -> payload.put(field, null));
                payload.put("userErrors", List.of(error));
                return Map.of("data", Map.of(root, payload));
            }
            return topLevel(
                    request.code() == null ? "INTERNAL_SERVER_ERROR" : request.code(),
                    root,
                    api.scope(root),
                    requestId);
        }

        private Map<String, Object> topLevel(String code, String root, String scope, String requestId) {
            String message = request.message();
            switch (code) {
                case "INTERNAL_SERVER_ERROR" -> {
                    return Map.of("errors", List.of(AdminApi.internalError(requestId)));
                }
                case "THROTTLED" -> {
                    return Map.of("errors", List.of(AdminApi.throttled()));
                }
                case "ACCESS_DENIED" -> {
                    String required = "`" + scope + "` access scope.";
                    Map<String, Object> data = new HashMap<>();
                    data.put(root, null);
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("data", data);
                    answer.put(
                            "errors",
                            List.of(Map.of(
                                    "message",
                                    "Access denied for " + root + " field. Required access: " + required,
                                    "path",
                                    List.of(root),
                                    "extensions",
                                    Map.of(
                                            "code", code,
                                            "documentation", "https://shopify.dev/api/usage/access-scopes",
                                            "requiredAccess", required))));
                    return answer;
                }
                default -> {
                    return Map.of(
                            "errors",
                            List.of(Map.of(
                                    "message",
                                    message == null
                                            ? code.toLowerCase(Locale.ROOT).replace('_', ' ')
                                            : message,
                                    "extensions",
                                    Map.of("code", code))));
                }
            }
        }
    }

    public void ask(Request request) {
        asked.add(new Fault(request));
    }

    public void clear() {
        asked.clear();
    }

    public List<Request> pending() {
        return asked.stream()
                .filter(fault -> fault.left.get() > 0)
                .map(fault -> fault.request)
                .toList();
    }

    private static boolean bulkKind(Kind kind) {
        return kind == Kind.BULK_FAILED || kind == Kind.BULK_LOST_LINES || kind == Kind.BULK_EXPIRED_URL;
    }

    /** The fault of this call, null when it goes well. */
    @Nullable
    public Fault next(List<String> operations, String variables) {
        for (Fault fault : asked) {
            if (!bulkKind(fault.kind) && fault.happens(operations, variables)) {
                return fault;
            }
        }
        return null;
    }

    /** The fault of a bulk mutation's line: only what is answered can happen to one. */
    @Nullable
    public Fault line(List<String> operations, String variables) {
        for (Fault fault : asked) {
            boolean answered = fault.kind == Kind.USER_ERROR || fault.kind == Kind.ERROR;
            if (answered && fault.happens(operations, variables)) {
                return fault;
            }
        }
        return null;
    }

    @Nullable
    public Fault bulk(Kind kind) {
        for (Fault fault : asked) {
            if (fault.kind == kind && fault.happens(List.of("bulkOperationRunMutation"), "")) {
                return fault;
            }
        }
        return null;
    }
}
