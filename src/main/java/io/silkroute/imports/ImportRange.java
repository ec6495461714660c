package io.silkroute.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far back an import goes, from the moment it was asked for. */
public enum ImportRange {
    LAST_30_DAYS(30),
    LAST_90_DAYS(90),
    LAST_YEAR(365),
    ALL(null),
    PHASED(null); // the others, one after the other, each without what those before it have read

    // Shopify tells an app of the orders of the last 60 days; of older ones with the scope read_all_orders.
    // https://shopify.dev/docs/api/usage/access-scopes#orders-permissions
    private static final int TOLD_DAYS = 60;

    private final @Nullable Integer days;

    ImportRange(@Nullable Integer days) {
        this.days = days;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As a person reads it. */
    public String words() {
        return switch (this) {
            case ALL -> "all time";
            case PHASED -> "all time, in phases";
            default -> word().replace('-', ' ');
        };
    }

    public static Optional<ImportRange> of(String word) {
        return Arrays.stream(values())
                .filter(range -> range.word().equals(word))
                .findFirst();
    }

    List<ImportRange> phases() {
        return this == PHASED ? List.of(LAST_30_DAYS, LAST_90_DAYS, LAST_YEAR, ALL) : List.of(this);
    }

    /** Does it go further back than Shopify tells of without {@code read_all_orders}? */
    boolean needsAllOrders() {
        return days == null || days > TOLD_DAYS;
    }

    /** Does what begins then go further back than that? */
    static boolean needsAllOrders(Instant from, Instant now) {
        return from.isBefore(now.minus(Duration.ofDays(TOLD_DAYS)));
    }

    /** When its first order may have been placed. */
    Instant from(Instant asked) {
        return days == null ? Instant.EPOCH : asked.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }
}
