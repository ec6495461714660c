package io.silkroute.sandbox.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Field;
import graphql.language.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Admin API without its transport: a document in, Shopify's answer out. In Shopify's order: document, variables,
 * sizes, cost, bucket, and only then anything is done.
 */
public final class AdminApi {
    private static final int DEAREST = 1000;
    private static final Logger log = LoggerFactory.getLogger(AdminApi.class);

    private final Supplier<? extends Iterable<? extends SandboxFeature>> features;
    private final Statistics statistics;
    private volatile @Nullable Executable executable;

    /** @param features asked for at the first call, so that the application starts without waiting for the schema */
    public AdminApi(Supplier<? extends Iterable<? extends SandboxFeature>> features, Statistics statistics) {
        this.features = features;
        this.statistics = statistics;
    }

    private record Executable(ShopSchema schema, Documents documents, VariableCheck variableCheck, GraphQL graphql) {}

    private Executable executable() {
        Executable made = executable;
        if (made == null) {
            synchronized (this) {
                made = executable;
                if (made == null) {
                    made = executable(ShopSchema.of(features.get()));
                    executable = made;
                }
            }
        }
        return made;
    }

    private static Executable executable(ShopSchema schema) {
        Documents documents = new Documents(schema);
        DataFetcherExceptionHandler faults =
                parameters -> CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult(new Failure(
                                parameters.getException(),
                                parameters.getPath().toList(),
                                parameters.getSourceLocation(),
                                parameters
                                        .getDataFetchingEnvironment()
                                        .getGraphQlContext()
                                        .get(Call.class)))
                        .build());
        GraphQL graphql = GraphQL.newGraphQL(schema.graphql())
                .defaultDataFetcherExceptionHandler(faults)
                .doNotAutomaticallyDispatchDataLoader()
                .preparsedDocumentProvider((input, parse) ->
                        CompletableFuture.completedFuture(new PreparsedDocumentEntry(Objects.requireNonNull(
                                documents.prepare(input.getQuery()).document()))))
                .build();
        return new Executable(schema, documents, new VariableCheck(schema.graphql()), graphql);
    }

    public record Request(String query, @Nullable String operationName, Map<String, Object> variables) {}

    public Documents.Prepared prepare(String query) {
        return executable().documents().prepare(query);
    }

    /** The names of the fields a request asks of the root, which is what its cost and faults go by. */
    public List<String> operations(Request request) {
        Documents.Operation operation =
                executable().documents().prepare(request.query()).operation(request.operationName());
        if (operation == null) {
            return List.of();
        }
        return operation.definition().getSelectionSet().getSelectionsOfType(Field.class).stream()
                .map(Field::getName)
                .toList();
    }

    /** The names of what a request selects of what its first field answers, as far as it stands there by itself. */
    public List<String> selected(Request request) {
        Documents.Operation operation =
                executable().documents().prepare(request.query()).operation(request.operationName());
        return operation == null
                ? List.of()
                : operation.definition().getSelectionSet().getSelectionsOfType(Field.class).stream()
                        .limit(1)
                        .flatMap(field -> Stream.ofNullable(field.getSelectionSet()))
                        .flatMap(inner -> inner.getSelectionsOfType(Field.class).stream())
                        .map(field -> field.getAlias() == null ? field.getName() : field.getAlias())
                        .toList();
    }

    /** What an app needs for a field of a root; for one that needs nothing, what most need. */
    public String scope(String field) {
        return executable().schema().scopes().getOrDefault(field, "write_products");
    }

    /** Answers a call and charges it to the bucket. */
    public Map<String, Object> answer(Request request, Call call, Bucket bucket) {
        Documents.Prepared prepared = executable().documents().prepare(request.query());
        if (!prepared.errors().isEmpty()) {
            return Map.of("errors", prepared.errors());
        }
        Documents.Operation operation = prepared.operation(request.operationName());
        if (operation == null) {
            return Map.of("errors", List.of(Map.of("message", "An operation name is required")));
        }
        TopLevelError fault = executable().variableCheck().fault(operation.definition(), request.variables());
        if (fault != null) {
            return Map.of("errors", List.of(error(fault)));
        }
        Map<String, Object> variables = operation.variables(request.variables());
        double requested = operation.cost().requested(variables);
        fault = InputLimits.fault(
                operation.definition(), variables, executable().schema().sizes());
        if (fault == null) {
            fault = operation.cost().paginationFault(variables);
        }
        if (fault != null) {
            return withCost(Map.of("errors", List.of(error(fault))), requested, null, bucket);
        }
        if (requested > DEAREST) {
            return Map.of("errors", List.of(tooDear((long) requested)));
        }
        if (!bucket.reserve(requested)) {
            statistics.throttled();
            return withCost(Map.of("errors", List.of(throttled())), requested, null, bucket);
        }
        Map<String, Object> result;
        double actual = 0;
        try {
            result = execute(request, call);
            actual = operation.cost().actual(variables, data(result));
        } finally {
            bucket.refund(requested - actual);
        }
        List<String> operations = operations(request);
        statistics.spent(operations, writes(operations), actual);
        return warned(
                withCost(result, requested, actual, bucket),
                SearchWarnings.of(
                        operation.definition(), variables, executable().schema().searched()));
    }

    @SuppressWarnings("unchecked") // withCost has put a map there
    private static Map<String, Object> warned(Map<String, Object> answer, List<Map<String, Object>> warnings) {
        if (!warnings.isEmpty()) {
            Map<String, Object> extensions = new LinkedHashMap<>((Map<String, ?>) answer.get("extensions"));
            extensions.put("search", warnings);
            answer.put("extensions", extensions);
        }
        return answer;
    }

    /** As {@link #answer}, with the warning that a search has a field that is none. */
    public Map<String, Object> misread(Request request, Call call, Bucket bucket) {
        return warned(answer(request, call, bucket), SearchWarnings.misread(operations(request)));
    }

    /** One line of a bulk operation: the same checks but cost and bucket. */
    public Map<String, Object> line(Request request, Call call) {
        Documents.Operation operation = Objects.requireNonNull(
                executable().documents().prepare(request.query()).operation(request.operationName()));
        TopLevelError fault = executable().variableCheck().fault(operation.definition(), request.variables());
        if (fault == null) {
            fault = InputLimits.fault(
                    operation.definition(),
                    operation.variables(request.variables()),
                    executable().schema().sizes());
        }
        if (fault != null) {
            return Map.of("errors", List.of(error(fault)));
        }
        Map<String, Object> result = execute(request, call);
        List<String> operations = operations(request);
        statistics.line(operations, writes(operations));
        return result;
    }

    public Map<String, Object> execute(Request request, Call call) {
        ExecutionResult result = executable()
                .graphql()
                .execute(ExecutionInput.newExecutionInput(request.query())
                        .operationName(request.operationName())
                        .variables(request.variables())
                        .graphQLContext(Map.of(Call.class, call))
                        .build());
        Map<String, Object> answer = new LinkedHashMap<>();
        if (!result.getErrors().isEmpty()) {
            List<Map<String, Object>> errors = new ArrayList<>();
            result.getErrors().forEach(error -> errors.add(error.toSpecification()));
            answer.put("errors", errors);
        }
        if (result.isDataPresent()) {
            answer.put("data", result.getData());
        }
        return answer;
    }

    private long writes(List<String> operations) {
        return operations.stream()
                .filter(executable().schema().writes()::contains)
                .count();
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, Object> data(Map<String, Object> result) {
        return (Map<String, Object>) result.get("data");
    }

    public static Map<String, Object> throttled() {
        return Map.of(
                "message",
                "Throttled",
                "extensions",
                Map.of("code", "THROTTLED", "documentation", "https://shopify.dev/api/usage/rate-limits"));
    }

    private static Map<String, Object> tooDear(long cost) {
        String message = "Query cost is " + cost + ", which exceeds the single query max cost limit (" + DEAREST
                + ").\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\n"
                + "cost of a query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations"
                + " should be used instead.\nSee https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api"
                + " for usage details.\n";
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", "MAX_COST_EXCEEDED");
        extensions.put("cost", cost);
        extensions.put("maxCost", DEAREST);
        extensions.put("documentation", "https://shopify.dev/api/usage/limits#rate-limits");
        return Map.of("message", message, "extensions", extensions);
    }

    static Map<String, Object> error(TopLevelError fault) {
        Map<String, Object> extensions = new LinkedHashMap<>(fault.extensions());
        Object path = extensions.remove("path");
        return DocumentErrors.error(
                Objects.requireNonNull(fault.getMessage()),
                List.of(),
                path instanceof List<?> list ? list : List.of(),
                extensions);
    }

    public static Map<String, Object> internalError(String requestId) {
        return Map.of(
                "message",
                "Internal error. Looks like something went wrong on our end.\nRequest ID: " + requestId
                        + " (include this in support requests).",
                "extensions",
                Map.of("code", "INTERNAL_SERVER_ERROR", "requestId", requestId));
    }

    public static Map<String, Object> withCost(
            Map<String, Object> answer, double requested, @Nullable Double actual, Bucket bucket) {
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("requestedQueryCost", (long) requested);
        cost.put("actualQueryCost", actual == null ? null : (Long) actual.longValue());
        cost.put("throttleStatus", bucket.status());
        Map<String, Object> whole = new LinkedHashMap<>(answer);
        whole.put("extensions", Map.of("cost", cost));
        return whole;
    }

    /** What a field threw, as the entry of {@code errors} it becomes. */
    private record Failure(
            Throwable thrown, List<Object> path, @Nullable SourceLocation at, Call call) implements GraphQLError {
        @Override
        public String getMessage() {
            return String.valueOf(thrown.getMessage());
        }

        @Override
        public List<SourceLocation> getLocations() {
            return at == null ? List.of() : List.of(at);
        }

        @Override
        public ErrorClassification getErrorType() {
            return ErrorType.DataFetchingException;
        }

        @Override
        public Map<String, Object> toSpecification() {
            Throwable cause = thrown instanceof java.util.concurrent.CompletionException && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown;
            if (cause instanceof TopLevelError fault) {
                return DocumentErrors.error(
                        Objects.requireNonNull(fault.getMessage()), getLocations(), path, fault.extensions());
            }
            log.warn("The sandbox shop failed at {} in {}", path, call.requestId(), cause);
            return internalError(call.requestId());
        }
    }
}
