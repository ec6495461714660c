package io.silkroute.preview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.edited.InputFields;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the shop holds, and what is said where it does not tell. */
class ShopValuesTest {

    private static final Connector SHOP =
            new Connector(new ConnectorName("shop"), true, ConnectorConfig.DEFAULTS, Instant.EPOCH);

    private final FakeGateway gateway = new FakeGateway();
    private final CountDownLatch never = new CountDownLatch(1);

    /** Asks the shop once for all. @param waits it does not answer */
    private ComparedType type(boolean waits) {
        return new ComparedType() {
            @Override
            public ItemType type() {
                return ItemType.PRODUCT;
            }

            @Override
            public ShopEvent.Subject subject() {
                return ShopEvent.Subject.PRODUCT;
            }

            @Override
            public PayloadFields fields() {
                return InputFields.FIELDS;
            }

            @Override
            public Map<String, Seen> look(ConnectorName connector, ConnectorConfig config, List<Exported> exported) {
                if (waits) {
                    try {
                        never.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }
                CallResult answer = gateway.call(
                        connector, Operation.named("productsAsMapped"), JsonNodeFactory.instance.objectNode());
                if (!(answer instanceof CallResult.Accepted)) {
                    throw ShopUnread.of(answer);
                }
                Map<String, Seen> seen = new HashMap<>();
                exported.forEach(one -> seen.put(one.key().id(), new Gone()));
                return seen;
            }

            @Override
            public boolean same(String field, JsonNode one, JsonNode other) {
                return one.equals(other);
            }
        };
    }

    private static Exported exported(String id, Exported.State state) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("title", "T");
        Digest hash = CanonicalJson.digest(payload);
        return new Exported(
                ItemKey.product(id), new ShopifyId("gid://shopify/Product/" + id), state, hash, payload, null);
    }

    private static Exported[] sixty() {
        return IntStream.range(0, 60)
                .mapToObj(i -> exported("P" + i, Exported.State.EXPORTED))
                .toArray(Exported[]::new);
    }

    private ShopValues.Read read(boolean waits, Exported... exported) {
        ShopValues values = new ShopValues(List.of(type(waits)), Duration.ofMillis(200));
        try {
            return values.of(SHOP, List.of(exported));
        } finally {
            values.destroy();
        }
    }

    @Test
    void many_are_read_in_slices() {
        gateway.accepts("productsAsMapped", "{'nodes':[]}");

        ShopValues.Read read = read(false, sixty());

        assertThat(read.seen()).hasSize(60);
        assertThat(read.unread()).isEmpty();
        assertThat(gateway.operations()).hasSize(3);
    }

    @Test
    void a_shop_that_cannot_be_asked_is_no_error_and_its_reason_is_told() {
        gateway.answers("productsAsMapped", FakeGateway.aborted("The shop does not answer."));

        ShopValues.Read read = read(false, exported("P", Exported.State.EXPORTED));

        assertThat(read.seen()).isEmpty();
        assertThat(read.unread())
                .containsEntry(ItemKey.product("P"), "The shop did not tell what it holds: The shop does not answer.");
    }

    @Test
    void nobody_waits_longer_than_a_while() {
        gateway.accepts("productsAsMapped", "{'nodes':[]}");

        ShopValues.Read read = read(true, sixty());

        assertThat(read.seen()).isEmpty();
        assertThat(read.unread()).hasSize(60);
        assertThat(read.unread().get(ItemKey.product("P59"))).contains("did not tell within");
    }

    @Test
    void what_was_never_sent_whole_is_not_asked_for() {
        ShopValues.Read read = read(
                false,
                exported("linked", Exported.State.LINKED),
                new Exported(
                        ItemKey.product("doubt"),
                        null,
                        Exported.State.SENDING,
                        null,
                        null,
                        null,
                        JsonNodeFactory.instance.objectNode()));

        assertThat(gateway.operations()).isEmpty();
        assertThat(read.unread().get(ItemKey.product("linked"))).contains("Nothing of it was sent");
        assertThat(read.unread().get(ItemKey.product("doubt"))).contains("being written");
    }
}
