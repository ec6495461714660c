package io.silkroute.shopify.call;

import static io.silkroute.shopify.call.FakeGateway.accepted;
import static io.silkroute.shopify.call.FakeGateway.postponed;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Readiness;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A shop's zone, which it may not tell at once. */
class ShopSetupTest {

    private static final CallResult BERLIN = accepted("{'shop':{'ianaTimezone':'Europe/Berlin'}}");

    @AutoClose
    private final GatewayFixture fixture = new GatewayFixture(URI.create("http://127.0.0.1:1"));

    private final FakeGateway gateway = new FakeGateway()
            .accepts(
                    "metafieldDefinitions",
                    "{'metafieldDefinitions':{'nodes':[{'namespace':'silkroute','key':'item_id','type':{'name':'id'}}]}}")
            .accepts("shopCurrency", "{'shop':{'currencyCode':'EUR'}}")
            .accepts(
                    "publications",
                    "{'publications':{'nodes':[{'id':'gid://P/1','name':'Online Store'}],'pageInfo':{'hasNextPage':false}}}");
    private final ShopSetup setup = new ShopSetup(gateway, fixture.shops);

    private static Readiness ready(@Nullable String zone) {
        return new Readiness.Ready("gid://P/1", "EUR", zone);
    }

    private long asked(String operation) {
        return gateway.operations().stream().filter(operation::equals).count();
    }

    @Test
    void a_zone_that_the_shop_did_not_tell_is_asked_for_again_by_the_next_run() {
        gateway.answers("shopZone", postponed("later"), postponed("later"), BERLIN);

        assertThat(setup.ofRun(GatewayFixture.CONNECTOR)).isEqualTo(ready(null));
        assertThat(setup.of(GatewayFixture.CONNECTOR)).isEqualTo(ready(null));
        assertThat(asked("shopZone")).isEqualTo(1);

        assertThat(setup.ofRun(GatewayFixture.CONNECTOR)).isEqualTo(ready(null));
        assertThat(setup.ofRun(GatewayFixture.CONNECTOR)).isEqualTo(ready("Europe/Berlin"));
        assertThat(asked("shopZone")).isEqualTo(3);
        assertThat(asked("shopCurrency")).isEqualTo(1);
    }

    @Test
    void one_that_it_told_is_not_asked_for_again() {
        gateway.answers("shopZone", BERLIN);

        setup.ofRun(GatewayFixture.CONNECTOR);
        assertThat(setup.ofRun(GatewayFixture.CONNECTOR)).isEqualTo(ready("Europe/Berlin"));
        assertThat(asked("shopZone")).isEqualTo(1);
    }
}
