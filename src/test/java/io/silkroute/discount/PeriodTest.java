package io.silkroute.discount;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When a discount is to hold: the campaign's own dates, or ended while it is paused. */
class PeriodTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.500Z");
    private static final Instant SECOND = Instant.parse("2026-11-20T10:00:00Z");

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static ShopDiscount held(String starts) {
        return new ShopDiscount(
                new ShopifyId("gid://shopify/DiscountCodeNode/1"),
                DiscountKind.CODE_BASIC,
                json("{'startsAt':'" + starts + "'}"),
                Map.of(),
                Map.of());
    }

    @Test
    void an_active_campaign_holds_by_its_own_dates() {
        assertThat(Period.of(
                        json("{'active':true,'startsAt':'2026-11-27T01:00:00+01:00','endsAt':'2026-12-01T00:00:00Z'}"),
                        json("{'endedAt':'2026-11-19T00:00:00Z'}"),
                        held("2026-11-18T00:00:00Z"),
                        NOW))
                .isEqualTo(
                        new Period(Instant.parse("2026-11-27T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"), null));
    }

    @Test
    void one_without_a_start_begins_when_it_is_made_and_keeps_that() {
        assertThat(Period.of(json("{'active':true}"), null, null, NOW)).isEqualTo(new Period(SECOND, null, null));
        assertThat(Period.of(json("{'active':true}"), null, held("2026-11-18T00:00:00Z"), NOW))
                .isEqualTo(new Period(null, null, null));
    }

    @Test
    void a_paused_one_ends_now_and_stays_ended_at_that_time() {
        JsonNode paused = json("{'active':false,'startsAt':'2026-11-01T00:00:00Z','endsAt':'2026-12-01T00:00:00Z'}");
        assertThat(Period.of(paused, null, held("2026-11-01T00:00:00Z"), NOW))
                .isEqualTo(new Period(Instant.parse("2026-11-01T00:00:00Z"), SECOND, SECOND));
        Instant before = Instant.parse("2026-11-19T00:00:00Z");
        assertThat(Period.of(paused, json("{'endedAt':'" + before + "'}"), held("2026-11-01T00:00:00Z"), NOW))
                .isEqualTo(new Period(Instant.parse("2026-11-01T00:00:00Z"), before, before));
    }

    @Test
    void a_scheduled_one_that_is_paused_begins_before_it_ends() {
        Period period = Period.of(
                json("{'active':false,'startsAt':'2026-12-01T00:00:00Z'}"), null, held("2026-12-01T00:00:00Z"), NOW);
        assertThat(requireNonNull(period.starts())).isBefore(requireNonNull(period.ends()));
        assertThat(period.ends()).isEqualTo(SECOND);
    }

    @Test
    void what_was_over_before_it_was_paused_keeps_its_end() {
        Instant ends = Instant.parse("2026-11-10T00:00:00Z");
        assertThat(Period.of(
                                json("{'active':false,'startsAt':'2026-11-01T00:00:00Z','endsAt':'" + ends + "'}"),
                                null,
                                held("2026-11-01T00:00:00Z"),
                                NOW)
                        .ends())
                .isEqualTo(ends);
    }
}
