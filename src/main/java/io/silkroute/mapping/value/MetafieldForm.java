package io.silkroute.mapping.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a mapping says of a metafield's value beside its type.
 *
 * @param markdown a rich text is written in Markdown; else it is HTML, or plain text with its lines and lists
 * @param scale of a rating; null if its values bring their own
 */
public record MetafieldForm(boolean markdown, @Nullable Scale scale) {

    public static final MetafieldForm NONE = new MetafieldForm(false, null);

    private static final int MAX_DIGITS = 15;

    /** Between which numbers ratings lie. */
    public record Scale(BigDecimal min, BigDecimal max) {

        /** Two numbers, the one less than the other, and neither of them out of all proportion. */
        public boolean isSound() {
            return min.compareTo(max) < 0 && isShort(min) && isShort(max);
        }

        boolean holds(BigDecimal value) {
            return isSound() && value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
        }

        boolean same(Scale other) {
            return min.compareTo(other.min) == 0 && max.compareTo(other.max) == 0;
        }
    }

    private static boolean isShort(BigDecimal number) {
        return number.precision() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS;
    }

    @Nullable
    String richText(JsonNode value, Texts texts, Subject subject) {
        if (RichText.isRoot(value)) {
            return RichText.isSound(value) ? value.toString() : null;
        }
        String text = texts.of(value);
        if (text == null) {
            return null;
        }
        PlainText plain = new PlainText(text);
        return RichText.of(
                markdown ? Markdown.toHtml(text) : plain.isHtml() ? plain.withoutStray() : plain.toHtml(), subject);
    }

    /** An amount in the shop's currency, which is the only one that a shop takes. */
    @Nullable
    String money(JsonNode given, Texts texts, Subject subject) {
        Locales shop = subject.currency();
        if (shop == null) {
            return null;
        }
        JsonNode named = given.isObject() && given.has("currency_code") && given.has("amount")
                ? JsonNodeFactory.instance
                        .objectNode()
                        .set(given.path("currency_code").asString(""), given.path("amount"))
                : given;
        JsonNode amounts = Coercion.Money.byCurrency(named);
        JsonNode value = amounts.isObject() ? amounts : texts.single(amounts);
        String key = value.isObject() ? shop.key(value) : null;
        if (value.isObject() && key == null) {
            return null;
        }
        BigDecimal number = Coercion.decimal(key == null ? value : value.path(key));
        if (number == null
                || number.signum() < 0
                || Coercion.wholeDigits(number) > MAX_DIGITS
                || number.scale() > MAX_DIGITS) {
            return null;
        }
        String currency = shop.toString();
        BigDecimal rounded = number.setScale(Coercion.Money.digits(currency), RoundingMode.HALF_UP);
        if (rounded.compareTo(number) != 0) {
            subject.note("The amount %s of a metafield has more digits than %s has; it was rounded to %s."
                    .formatted(Subject.quote(given), currency, rounded.toPlainString()));
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("amount", rounded.toPlainString())
                .put("currency_code", currency)
                .toString();
    }

    /** A number on the mapping's scale, or a value with its own; the two must not differ. */
    @Nullable
    String rating(JsonNode value, Texts texts) {
        boolean own = value.isObject() && value.has("value");
        BigDecimal number = Coercion.decimal(own ? value.path("value") : texts.single(value));
        BigDecimal min = own ? Coercion.decimal(MetafieldType.first(value, "scale_min", "min")) : null;
        BigDecimal max = own ? Coercion.decimal(MetafieldType.first(value, "scale_max", "max")) : null;
        Scale given = min == null || max == null ? null : new Scale(min, max);
        Scale of = scale == null ? given : scale;
        if (number == null || of == null || given != null && !given.same(of) || !isShort(number) || !of.holds(number)) {
            return null;
        }
        ObjectNode rating = JsonNodeFactory.instance.objectNode().put("value", decimal(number));
        return rating.put("scale_min", decimal(of.min()))
                .put("scale_max", decimal(of.max()))
                .toString();
    }

    /** With a digit behind its point, as Shopify writes it. */
    public static String decimal(BigDecimal number) {
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return (plain.scale() < 1 ? plain.setScale(1) : plain).toPlainString();
    }
}
