package io.silkroute.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.NotTold;
import io.silkroute.mirror.ShopObjects;
import io.silkroute.mirror.TestShop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedPagesTest {

    private static final ConnectorName C = new ConnectorName("c");
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final List<String> asked = new ArrayList<>();

    /** So many orders, one a page, each changed so many seconds after the one before. */
    private ShopObjects orders(int n, int apart) {
        return TestShop.answering((operation, variables) -> {
            String query = variables.path("query").asString("");
            asked.add(query + " after " + variables.path("after").asString("-"));
            Instant from = Instant.parse(query.replaceAll(".*'(.*)'", "$1"));
            int first = variables.has("after")
                    ? Integer.parseInt(variables.path("after").asString("0")) + 1
                    : apart == 0 ? 0 : (int) (from.getEpochSecond() - NOON.getEpochSecond()) / apart;
            return ("{\"orders\":{\"nodes\":[{\"id\":\"gid://shopify/Order/%d\",\"updatedAt\":\"%s\","
                            + "\"lineItems\":{\"nodes\":[]}}],\"pageInfo\":{\"hasNextPage\":%s,\"endCursor\":\"%d\"}}}")
                    .formatted(first, NOON.plusSeconds((long) first * apart), first + 1 < n, first);
        });
    }

    @Test
    void it_begins_anew_before_the_shop_stops_paging_and_leaves_nothing_out() {
        ChangedPages pages = new ChangedPages(orders(450, 1), C, Stream.ORDERS, NOON);
        List<String> read = new ArrayList<>();
        for (var page = pages.next(); page != null; page = pages.next()) {
            page.forEach(order -> read.add(order.id().gid().replaceAll(".*/", "")));
        }
        assertThat(read.stream().distinct()).hasSize(450);
        assertThat(asked).filteredOn(one -> one.endsWith("after -")).hasSizeGreaterThan(2);
        assertThat(pages.newest()).isEqualTo(NOON.plusSeconds(449));
    }

    @Test
    void more_in_one_second_than_the_shop_tells_of_are_told_and_not_left_out() {
        ChangedPages pages = new ChangedPages(orders(450, 0), C, Stream.ORDERS, NOON);
        assertThatThrownBy(() -> {
                    while (pages.next() != null) {
                        // on to the end
                    }
                })
                .isInstanceOf(NotTold.class)
                .hasMessageContaining("More orders were changed in one second");
    }

    @Test
    void customers_are_asked_for_by_the_day_before_and_those_that_were_changed_earlier_are_passed_over() {
        ShopObjects shop = TestShop.answering((operation, variables) -> {
            asked.add(variables.path("query").asString(""));
            return "{\"customers\":{\"nodes\":[{\"id\":\"gid://shopify/Customer/1\",\"updatedAt\":\"2026-11-30T11:59:59Z\"},"
                    + "{\"id\":\"gid://shopify/Customer/2\",\"updatedAt\":\"2026-11-30T12:00:00Z\"}],"
                    + "\"pageInfo\":{\"hasNextPage\":false}}}";
        });
        assertThat(new ChangedPages(shop, C, Stream.CUSTOMERS, NOON).next())
                .extracting(customer -> customer.id().gid())
                .containsExactly("gid://shopify/Customer/2");
        assertThat(asked).containsExactly("updated_at:>='2026-11-29'");
    }
}
