package io.silkroute.usage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.order.Amount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a code or an automatic discount was used.
 *
 * @param code null for an automatic discount
 * @param title of an automatic discount, at the time of its orders; null for a code
 * @param campaign null where no campaign of the PIM has it
 * @param uses by all orders, whatever became of them
 * @param orders those that are paid, not cancelled and no tests
 * @param revenue of these, less what was refunded
 * @param discounted what it took off these
 * @param otherCurrencyOrders of these, how many are not in the amounts: the shop had another currency then
 * @param difference what the shop itself counts, where that is another number; null where not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CodeUsage(
        @JsonIgnore UseKey key,
        @Nullable String code,
        @Nullable String title,
        @Nullable String campaign,
        long uses,
        long orders,
        Amount revenue,
        Amount discounted,
        @Nullable Instant lastUsed,
        long otherCurrencyOrders,
        ShopCounts.@Nullable Difference difference) {}
