package io.silkroute.connector.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a shop's customers get for what they spend.
 *
 * @param tiers in any order; no two begin at the same amount
 */
public record LoyaltyConfig(boolean enabled, Evaluation evaluation, List<Tier> tiers) {

    // Before it no order was placed; every database knows it.
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    static final LoyaltyConfig DEFAULT = new LoyaltyConfig(false, new Evaluation(Period.DAYS_365), List.of());

    public LoyaltyConfig {
        evaluation = evaluation == null ? DEFAULT.evaluation : evaluation;
        tiers = tiers == null ? List.of() : List.copyOf(tiers);
    }

    /** The highest tier whose threshold the amount reaches. */
    public Optional<Tier> reached(BigDecimal spent) {
        return tiers.stream().filter(tier -> tier.from().compareTo(spent) <= 0).max(Comparator.comparing(Tier::from));
    }

    public Optional<Tier> tier(String name) {
        return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
    }

    /** @param period whose spend decides on a tier */
    public record Evaluation(Period period) {
        public Evaluation {
            period = period == null ? Period.DAYS_365 : period;
        }
    }

    /**
     * @param from spend with which it begins, in the shop's currency
     * @param cashback per cent
     */
    public record Tier(String name, BigDecimal from, BigDecimal cashback) {

        public Tier {
            from = plain(from);
            cashback = plain(cashback);
        }

        // The same number is the same configuration, however it was written.
        private static BigDecimal plain(BigDecimal number) {
            BigDecimal stripped = number == null ? BigDecimal.ZERO : number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    /** Days are those of the shop's time zone. */
    public enum Period {
        DAYS_365("365d") {
            @Override
            LocalDate first(LocalDate day) {
                return day.minusDays(364);
            }
        },
        LIFETIME("lifetime") {
            @Override
            LocalDate first(LocalDate day) {
                return EARLIEST;
            }
        },
        CALENDAR_YEAR("calendar-year") {
            @Override
            LocalDate first(LocalDate day) {
                return day.withDayOfYear(1);
            }
        };

        private final String word;

        Period(String word) {
            this.word = word;
        }

        abstract LocalDate first(LocalDate day);

        /** The first day of the period that the day of this moment is the last one of. */
        public LocalDate firstDay(Instant at, ZoneId zone) {
            return first(at.atZone(zone).toLocalDate());
        }

        /** When that day begins. Where clocks are put forward at midnight it begins later. */
        public Instant since(Instant at, ZoneId zone) {
            return firstDay(at, zone).atStartOfDay(zone).toInstant();
        }

        @JsonValue
        public String word() {
            return word;
        }

        static String words() {
            return Arrays.stream(values()).map(Period::word).collect(Collectors.joining(", "));
        }

        static Optional<Period> named(String word) {
            return Arrays.stream(values())
                    .filter(period -> period.word.equals(word))
                    .findFirst();
        }

        @JsonCreator
        static Period of(String word) {
            return named(word).orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no period"));
        }
    }
}
