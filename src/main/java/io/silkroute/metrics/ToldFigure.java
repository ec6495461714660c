package io.silkroute.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A figure as programs read it.
 *
 * @param at with the offset of the zone whose day it is
 * @param successRate of the items, 0 to 1; null where there was none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ToldFigure(
        String at,
        int runs,
        Took duration,
        long items,
        @Nullable BigDecimal successRate,
        @Nullable BigDecimal errorRate,
        @Nullable BigDecimal conflictRate,
        long points) {

    private static final int DIGITS = 6;

    /** In seconds; null where no run has begun. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Took(@Nullable BigDecimal p50, @Nullable BigDecimal p95) {}

    static ToldFigure of(Figure figure, ZoneId zone) {
        return new ToldFigure(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        figure.at().atZone(zone).toOffsetDateTime()),
                figure.runs(),
                new Took(seconds(figure.p50()), seconds(figure.p95())),
                figure.items(),
                rate(figure.successRate()),
                rate(figure.errorRate()),
                rate(figure.conflictRate()),
                figure.points());
    }

    private static @Nullable BigDecimal seconds(@Nullable Duration time) {
        return time == null ? null : BigDecimal.valueOf(time.toMillis(), 3);
    }

    private static @Nullable BigDecimal rate(@Nullable Double rate) {
        if (rate == null) {
            return null;
        }
        BigDecimal rounded = BigDecimal.valueOf(rate).setScale(DIGITS, RoundingMode.HALF_UP);
        return rounded.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(rounded.stripTrailingZeros().toPlainString());
    }
}
