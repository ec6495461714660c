package io.silkroute.discount;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * When a discount is to hold in the shop. The dates of the campaign are ours: paused it ends now in the shop, resumed it
 * has the campaign's own dates again. Shopify's own switch is never used, for it forgets the end.
 *
 * @param starts null: as it stands in the shop
 * @param ends null: never
 * @param ended when it was paused; null while it is active
 */
record Period(
        @Nullable Instant starts,
        @Nullable Instant ends,
        @Nullable Instant ended) {

    /** @param payload with the campaign's own dates @param refs what is remembered of it @param shop null if it is new */
    static Period of(JsonNode payload, @Nullable JsonNode refs, @Nullable ShopDiscount shop, Instant now) {
        Instant starts = time(payload.path("startsAt"));
        Instant ends = time(payload.path("endsAt"));
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        if (payload.path("active").asBoolean(true)) {
            // A planned begin that the campaign has no more is now.
            boolean planned = shop != null && shop.starts().isAfter(now);
            return new Period(starts == null && (shop == null || planned) ? second : starts, ends, null);
        }
        Instant before = refs == null ? null : time(refs.path("endedAt"));
        Instant ended = before == null ? second : before;
        if (ends != null && !ends.isAfter(ended)) {
            return new Period(starts, ends, ended); // it is over by itself
        }
        Instant begun = starts != null ? starts : shop != null ? shop.starts() : second;
        // What was to begin later ends before: its planned begin is kept here, the shop cannot keep it.
        boolean begins = !begun.isBefore(ended);
        return new Period(begins ? ended.minus(Duration.ofSeconds(1)) : starts, ended, ended);
    }

    static @Nullable Instant time(JsonNode text) {
        return text.isString() ? OffsetDateTime.parse(text.stringValue("")).toInstant() : null;
    }
}
