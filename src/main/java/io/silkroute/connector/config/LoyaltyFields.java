package io.silkroute.connector.config;

import io.silkroute.connector.config.LoyaltyConfig.Evaluation;
import io.silkroute.connector.config.LoyaltyConfig.Period;
import io.silkroute.connector.config.LoyaltyConfig.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code loyalty}. */
final class LoyaltyFields {

    private static final int MOST_TIERS = 20;
    private static final int LONGEST_NAME = 40;
    private static final int DIGITS = 3;
    private static final BigDecimal MOST_SPENT = new BigDecimal(1_000_000_000);
    private static final BigDecimal ALL = new BigDecimal(100);

    private LoyaltyFields() {}

    static LoyaltyConfig read(Fields fields) {
        LoyaltyConfig loyalty = new LoyaltyConfig(
                fields.flag("enabled", LoyaltyConfig.DEFAULT.enabled()),
                evaluation(fields.within("evaluation")),
                tiers(fields));
        if (loyalty.enabled() && loyalty.tiers().isEmpty()) {
            fields.wrong("tiers", "must have at least one tier while loyalty.enabled is true.");
        }
        fields.end();
        return loyalty;
    }

    private static Evaluation evaluation(Fields fields) {
        String word = fields.text("period", 40);
        Period period = word == null ? null : Period.named(word).orElse(null);
        if (word != null && period == null) {
            fields.wrong("period", "must be one of " + Period.words() + ".");
        }
        fields.end();
        return period == null ? LoyaltyConfig.DEFAULT.evaluation() : new Evaluation(period);
    }

    private static List<Tier> tiers(Fields fields) {
        List<Tier> tiers = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        Set<BigDecimal> thresholds = new TreeSet<>();
        List<Fields> each = fields.objects("tiers", MOST_TIERS);
        for (Fields one : each) {
            String name = one.text("name", LONGEST_NAME);
            BigDecimal from = number(one, "from", MOST_SPENT);
            BigDecimal cashback = number(one, "cashback", ALL);
            one.end();
            if (name == null) {
                one.wrong("name", "is missing: what customers call the tier.");
            } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
                one.wrong("name", "is the name of another tier too.");
            }
            if (from != null && !thresholds.add(from)) {
                one.wrong("from", "is where another tier begins too.");
            }
            if (name != null && from != null && cashback != null) {
                tiers.add(new Tier(name, from, cashback));
            }
        }
        return tiers;
    }

    /** A JSON number, or a text that is one: so no digit is lost on the way. Null: it is wrong. */
    private static @Nullable BigDecimal number(Fields fields, String key, BigDecimal most) {
        JsonNode value = fields.raw(key);
        String text = value.isNumber()
                ? value.decimalValue().toPlainString()
                : value.asString("").strip();
        if (text.matches("\\d{1,12}(\\.\\d{1,12})?")) {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            if (number.compareTo(most) <= 0 && number.scale() <= DIGITS) {
                return number;
            }
        }
        fields.wrong(
                key,
                "must be a number from 0 to " + most.toPlainString() + " with at most " + DIGITS + " digits behind the"
                        + " point.");
        return null;
    }
}
