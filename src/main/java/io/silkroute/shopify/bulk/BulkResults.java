package io.silkroute.shopify.bulk;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pause;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.call.Faults;
import io.silkroute.shopify.call.Shop;
import java.io.IOException;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Follows a bulk operation to its end and tells the outcome of each of its lines. */
@Component
class BulkResults {

    private final Gateway gateway;
    private final BulkFiles files;
    private final Faults faults;
    private final ShopifySettings settings;
    private final Pause pause;
    private final BulkEnds ends;

    BulkResults(Gateway gateway, BulkFiles files, Faults faults, ShopifySettings settings, Pause pause, BulkEnds ends) {
        this.ends = ends;
        this.gateway = gateway;
        this.files = files;
        this.faults = faults;
        this.settings = settings;
        this.pause = pause;
    }

    /** @return why the operation could not be followed: it is still the shop's, and can be resumed */
    Optional<CallResult.Aborted> of(Shop shop, BulkRow row, Consumer<BulkOutcome> outcomes)
            throws InterruptedException {
        BitSet told = new BitSet(row.keys().size());
        int readings = 0;
        while (true) {
            CallResult answer = gateway.call(
                    row.connector(),
                    Operation.named("bulkOperation"),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put(
                                    "id",
                                    Objects.requireNonNull(row.shopifyId(), "the shop has begun it")
                                            .gid()));
            if (answer instanceof CallResult.Aborted aborted) {
                return Optional.of(aborted);
            }
            if (!(answer instanceof CallResult.Accepted accepted)) {
                break;
            }
            JsonNode operation = accepted.data().path("bulkOperation");
            if (operation.isObject()
                    && !BulkOperations.endStates()
                            .contains(operation.path("status").asString(""))) {
                ends.await(Objects.requireNonNull(row.shopifyId()), settings.bulkPoll());
                continue;
            }
            String url = operation
                    .path("url")
                    .asString(operation.path("partialDataUrl").asString(""));
            if (url.isEmpty() || url.equals("null") || read(shop, url, row, told, outcomes)) {
                break;
            }
            // An expired address is replaced by the next answer; a result that never comes leaves unknown lines.
            if (++readings >= settings.attempts()) {
                break;
            }
            pause.of(settings.firstPause().multipliedBy(readings));
        }
        for (int line = told.nextClearBit(0); line < row.keys().size(); line = told.nextClearBit(line + 1)) {
            outcomes.accept(new BulkOutcome(row.keys().get(line), null, row.id()));
        }
        return Optional.empty();
    }

    private boolean read(Shop shop, String url, BulkRow row, BitSet told, Consumer<BulkOutcome> outcomes) {
        try {
            return files.download(shop, url, line -> {
                        JsonNode number = line.path("__lineNumber");
                        int n = number.canConvertToInt() && number.isIntegralNumber() ? number.asInt(0) : -1;
                        if (n >= 0 && n < row.keys().size() && !told.get(n)) {
                            outcomes.accept(new BulkOutcome(row.keys().get(n), faults.ofLine(line), row.id()));
                            told.set(n);
                        }
                    })
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
