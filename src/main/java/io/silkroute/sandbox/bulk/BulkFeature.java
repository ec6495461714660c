package io.silkroute.sandbox.bulk;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.SandboxSettings;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Bulk operations and staged uploads in the API. */
@InSandbox
@Component("sandboxBulkFeature")
final class BulkFeature implements SandboxFeature {
    private final SandboxSettings settings;
    private final BulkOperations operations;
    private final StagedUploads uploads;

    BulkFeature(SandboxSettings settings, BulkOperations operations, StagedUploads uploads) {
        this.settings = settings;
        this.operations = operations;
        this.uploads = uploads;
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.object("BulkOperation", BulkOperation.class)
                .get("id", BulkOperation::gid)
                .get("type", o -> o.type)
                .get("status", o -> o.status)
                .get("errorCode", o -> o.errorCode)
                .get("createdAt", o -> Times.of(o.createdAt))
                .get("completedAt", o -> o.ended() ? Times.of(o.completedAt) : null)
                .get("query", o -> o.query)
                .get("objectCount", o -> String.valueOf(o.objects))
                .get("rootObjectCount", o -> String.valueOf(o.roots))
                .get("fileSize", o -> o.url ? String.valueOf(o.fileSize) : null)
                .get("url", o -> o.url ? o.address() : null)
                .get("partialDataUrl", o -> o.partial ? o.address() : null);
        wiring.node("BulkOperation", this::operation);
        wiring.query("bulkOperation", null, (args, call) -> operation(args.text("id", "")));
        wiring.query("currentBulkOperation", null, (args, call) -> operations.current(args.text("type", "QUERY")));
        wiring.query("bulkOperations", null, (args, call) -> operations.page(args));
        wiring.errand("stagedUploadsCreate", (args, call) -> uploads.create(args.inputs("input"), call.address()));
        wiring.errand("bulkOperationRunMutation", operations::runMutation);
        wiring.errand("bulkOperationRunQuery", operations::runQuery);
        wiring.errand("bulkOperationCancel", (args, call) -> operations.cancel(args.text("id", "")));
    }

    private @Nullable BulkOperation operation(String gid) {
        return operations.find(Gid.number(gid, "BulkOperation"));
    }

    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return Map.of("bulk", this::control);
    }

    private void control(JsonNode wanted) {
        if (wanted.has("linesPerSecond")) {
            operations.pace().linesPerSecond = wanted.path("linesPerSecond").asInt(0);
        }
        if (wanted.has("delay")) {
            operations.pace().delay = Duration.ofMillis(wanted.path("delay").asLong(0));
        }
    }

    @Override
    public void reset(boolean contents) {
        operations.pace().linesPerSecond = settings.bulkRate();
        operations.pace().delay = settings.bulkDelay();
        if (contents) {
            operations.clear();
            uploads.clear();
        }
    }
}
