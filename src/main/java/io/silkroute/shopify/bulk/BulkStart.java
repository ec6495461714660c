package io.silkroute.shopify.bulk;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.Pause;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Remedy;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.bulk.BulkOperations.Started;
import io.silkroute.shopify.call.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Hands a file of lines to the shop as a bulk operation, or finds one that was handed over already. */
@Component
class BulkStart {

    private static final int LISTED_AT_ONCE = 50;

    // The shop's clock and this node's need not agree.
    private static final Duration CLOCKS_APART = Duration.ofHours(1);

    private final Gateway gateway;
    private final BulkFiles files;
    private final ShopifySettings settings;
    private final Pause pause;

    BulkStart(Gateway gateway, BulkFiles files, ShopifySettings settings, Pause pause) {
        this.gateway = gateway;
        this.files = files;
        this.settings = settings;
        this.pause = pause;
    }

    Started of(Shop shop, BulkRow row, Path file) throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= settings.attempts(); attempt++) {
            CallResult target = gateway.call(row.connector(), Operation.named("stagedUploadsCreate"), target(file));
            if (target instanceof CallResult.Aborted aborted) {
                return new Started.Stopped(aborted);
            }
            if (!(target instanceof CallResult.Accepted accepted)) {
                return new Started.NotTaken();
            }
            JsonNode upload = accepted.data().at("/stagedUploadsCreate/stagedTargets/0");
            int status = upload(shop, upload, file);
            if (status >= 200 && status < 300) {
                return run(row, key(upload));
            }
            if (status == 413) {
                return new Started.TooLarge();
            }
            pause.of(settings.firstPause().multipliedBy(attempt));
        }
        return new Started.NotTaken();
    }

    /** The storage's status; 0 when it did not answer. */
    private int upload(Shop shop, JsonNode target, Path file) {
        try {
            return files.upload(shop, target, file);
        } catch (IOException e) {
            return 0;
        }
    }

    private Started run(BulkRow row, String path) throws InterruptedException {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.put("mutation", row.mutation()).put("stagedUploadPath", path).put("clientIdentifier", row.marker());
        while (true) {
            CallResult answer = gateway.call(row.connector(), Operation.named("bulkOperationRunMutation"), variables);
            if (answer instanceof CallResult.Aborted aborted) {
                return new Started.Stopped(aborted);
            }
            if (answer instanceof CallResult.Accepted accepted) {
                String id = accepted.data()
                        .at("/bulkOperationRunMutation/bulkOperation/id")
                        .asString("");
                return id.isEmpty() ? lost(row) : new Started.Running(new ShopifyId(id));
            }
            Reason reason = ((CallResult.Refused) answer).reason();
            if (tooLarge(reason)) {
                return new Started.TooLarge();
            }
            if (!busy(reason)) {
                return lost(row); // a repeated attempt may be refused because the first one was taken
            }
            pause.of(settings.bulkPoll());
        }
    }

    // The codes came late: older answers say it in words only.
    private static boolean busy(Reason reason) {
        return Remedy.of(reason.code()) == Remedy.WAIT || says(reason, "already in progress");
    }

    // "The input file size exceeds the maximum allowed size of 100 MB."
    private static boolean tooLarge(Reason reason) {
        return says(reason, "maximum allowed size");
    }

    private static boolean says(Reason reason, String words) {
        return reason.message() != null && reason.message().contains(words);
    }

    /**
     * The answer to the start was not seen: the shop lists its operations with their text, which has the marker. It
     * lists the newest first without being asked to reverse them, and those older than the start are not looked at.
     * Source: https://shopify.dev/docs/api/admin-graphql/latest/queries/bulkOperations
     */
    Started lost(BulkRow row) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.put("query", "operation_type:mutation").put("first", LISTED_AT_ONCE);
        Instant earliest = row.createdAt().minus(CLOCKS_APART);
        String after = null;
        do {
            variables.put("after", after);
            CallResult answer = gateway.call(row.connector(), Operation.named("bulkOperations"), variables);
            if (answer instanceof CallResult.Aborted aborted) {
                return new Started.Stopped(aborted);
            }
            if (!(answer instanceof CallResult.Accepted accepted)) {
                break;
            }
            JsonNode page = accepted.data().path("bulkOperations");
            for (JsonNode operation : page.path("nodes")) {
                if (operation.path("query").asString("").contains(row.marker())) {
                    return new Started.Running(ShopifyId.of(operation));
                }
                String createdAt = operation.path("createdAt").asString("");
                if (!createdAt.isEmpty() && Instant.parse(createdAt).isBefore(earliest)) {
                    return new Started.NotTaken();
                }
            }
            after = Pages.after(page);
        } while (after != null);
        return new Started.NotTaken();
    }

    private static ObjectNode target(Path file) throws IOException {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables
                .putArray("input")
                .addObject()
                .put("resource", "BULK_MUTATION_VARIABLES")
                .put("filename", "lines.jsonl")
                .put("mimeType", "text/jsonl")
                .put("httpMethod", "POST")
                .put("fileSize", Long.toString(Files.size(file)));
        return variables;
    }

    private static String key(JsonNode target) {
        for (JsonNode parameter : target.path("parameters")) {
            if (parameter.path("name").asString("").equals("key")) {
                return parameter.path("value").asString("");
            }
        }
        return "";
    }
}
