package io.silkroute.shopify.call;

import static io.silkroute.shopify.call.FakeGateway.aborted;
import static io.silkroute.shopify.call.FakeGateway.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.TestDatabase;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopFacts;
import io.silkroute.shopify.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which locations a shop has, asked now and then. */
class ShopLocationsTest {

    private static final ConnectorName SHOP = new ConnectorName("shop");
    private static final CallResult TWO =
            accepted("{'locations':{'nodes':[{'id':'gid://L/1','name':' Main ','isActive':true},"
                    + "{'id':'gid://L/2','name':'Closed','isActive':false},{'id':'gid://L/3','name':'Outlet','isActive':true}],"
                    + "'pageInfo':{'hasNextPage':false}}}");

    private final FakeGateway gateway = new FakeGateway();
    private final ShopFacts facts = new ShopFacts(new JdbcTemplate(TestDatabase.hsqldb()));
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private final ShopLocations locations = new ShopLocations(gateway, facts, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void the_active_ones_are_known_by_name_in_any_case() {
        gateway.answers("locations", TWO);

        assertThat(locations.refresh(SHOP)).isNull();

        assertThat(facts.locations(SHOP))
                .contains(new java.util.TreeMap<>(Map.of("Main", "gid://L/1", "Outlet", "gid://L/3")));
        assertThat(facts.locations(SHOP).orElseThrow().get("OUTLET")).isEqualTo("gid://L/3");
        assertThat(facts.locations(new ConnectorName("other"))).isEmpty();
    }

    @Test
    void they_are_asked_for_again_after_a_quarter_of_an_hour_and_when_they_are_doubted() {
        gateway.answers("locations", TWO);
        locations.refresh(SHOP);
        locations.refresh(SHOP);
        assertThat(gateway.operations()).hasSize(1);

        now = now.plus(Duration.ofMinutes(16));
        locations.refresh(SHOP);
        assertThat(gateway.operations()).hasSize(2);

        locations.forget(SHOP);
        locations.refresh(SHOP);
        assertThat(gateway.operations()).hasSize(3);
    }

    @Test
    void a_shop_that_hides_them_has_none_and_one_that_does_not_answer_is_a_reason() {
        gateway.answers("locations", TWO);
        locations.refresh(SHOP);
        locations.forget(SHOP);

        gateway.answers("locations", aborted("down"));
        Reason down = locations.refresh(SHOP);
        assertThat(down).isNotNull();
        assertThat(facts.locations(SHOP)).isPresent();

        gateway.answers(
                "locations",
                new CallResult.Aborted(new Reason("ACCESS_DENIED", null, null, "read_locations"), Usage.NONE));
        assertThat(locations.refresh(SHOP)).isNull();
        assertThat(facts.locations(SHOP)).isEmpty();
    }
}
