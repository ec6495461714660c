package io.silkroute.source.value;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people and exports write them: {@code 1.299,90 €}, {@code USD 12.50}, {@code 15 000 Fcfa}. One that may
 * be read in two ways, such as {@code 1.234}, is read by its column's decimal sign, or not at all.
 */
public sealed interface NumberText {

    /**
     * @param currency the ISO code that stands beside it; null when none does that names a single one
     * @param sign the decimal sign that it has, or must have; null when it does not tell
     */
    record Exact(
            BigDecimal amount,
            @Nullable String currency,
            @Nullable Decimal sign) implements NumberText {}

    /** @param sign what is either its decimal sign or parts its thousands */
    record Ambiguous(char sign) implements NumberText {}

    record NoNumber() implements NumberText {}

    int LONGEST = 60;
    Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    Map<String, String> SIGNS =
            Map.of("€", "EUR", "£", "GBP", "₹", "INR", "zł", "PLN", "kč", "CZK", "₺", "TRY", "₴", "UAH", "₩", "KRW");
    // Several countries' money is called so: the amount counts, in the currency of the profile or the shop.
    Set<String> OF_SEVERAL =
            Set.of("$", "¥", "kr", "kr.", "fcfa", "f cfa", "cfa", "fr.", "fr", "rs", "rs.", "r$", "us$");
    Pattern PARTS = Pattern.compile(
            "([^0-9+\\-,]*?)([+-]?)([^0-9+\\-,]*?)([0-9][0-9.,\\s\\u00A0\\u202F\\u2009'’]*|[.,][0-9]+)(.*)");
    Pattern THOUSANDS = Pattern.compile("[0-9]{1,3}([\\s\\u00A0\\u202F\\u2009'’][0-9]{3})+([.,][0-9]*)?");

    Pattern DECIMALS = Pattern.compile("([0-9]+)([.,])([0-9]+)");

    /** @param column the decimal sign of its column, if it is known */
    static NumberText read(String cell, @Nullable Decimal column) {
        Matcher parts = PARTS.matcher(cell.strip());
        if (cell.length() > LONGEST || !parts.matches()) {
            return new NoNumber();
        }
        String words = (parts.group(1) + parts.group(3)).strip();
        String after = parts.group(5).strip();
        if (!words.isEmpty() && !after.isEmpty()) {
            return new NoNumber();
        }
        String word = words.isEmpty() ? after : words;
        String currency = currency(word);
        if (!word.isEmpty() && currency == null && !OF_SEVERAL.contains(word.toLowerCase(Locale.ROOT))) {
            return new NoNumber();
        }
        String digits = parts.group(4).strip();
        if (digits.chars().anyMatch(c -> c != '.' && c != ',' && (c < '0' || c > '9'))) {
            if (!THOUSANDS.matcher(digits).matches()) {
                return new NoNumber();
            }
            digits = digits.replaceAll("[^0-9.,]", "");
            Matcher decimals = DECIMALS.matcher(digits);
            if (decimals.matches()) {
                Decimal sign = Decimal.of(decimals.group(2).charAt(0));
                return number(parts.group(2), decimals.group(1), decimals.group(3), currency, sign);
            }
        }
        return plain(parts.group(2), digits, currency, column);
    }

    private static NumberText plain(String minus, String digits, @Nullable String currency, @Nullable Decimal column) {
        int point = digits.lastIndexOf('.');
        int comma = digits.lastIndexOf(',');
        if (point < 0 && comma < 0) {
            return number(minus, digits, "", currency, null);
        }
        char last = digits.charAt(Math.max(point, comma));
        int at = Math.max(point, comma);
        String whole = digits.substring(0, at);
        String decimals = digits.substring(at + 1);
        boolean once = digits.indexOf(last) == at;
        if (point >= 0 && comma >= 0) {
            char other = last == '.' ? ',' : '.';
            return once && grouped(whole, other)
                    ? number(minus, whole.replace(String.valueOf(other), ""), decimals, currency, Decimal.of(last))
                    : new NoNumber();
        }
        if (!once) {
            return grouped(digits, last)
                    ? number(
                            minus,
                            digits.replace(String.valueOf(last), ""),
                            "",
                            currency,
                            Decimal.of(last).other())
                    : new NoNumber();
        }
        boolean either = decimals.length() == 3 && !whole.isEmpty() && whole.length() <= 3 && !whole.startsWith("0");
        if (!either) {
            return number(minus, whole, decimals, currency, Decimal.of(last));
        }
        if (column == null) {
            return new Ambiguous(last);
        }
        return column.sign == last
                ? number(minus, whole, decimals, currency, null)
                : number(minus, whole + decimals, "", currency, null);
    }

    private static boolean grouped(String digits, char between) {
        return digits.matches("[0-9]{1,3}(" + Pattern.quote(String.valueOf(between)) + "[0-9]{3})+");
    }

    private static Exact number(
            String minus, String whole, String decimals, @Nullable String currency, @Nullable Decimal sign) {
        String text = (whole.isEmpty() ? "0" : whole) + (decimals.isEmpty() ? "" : "." + decimals);
        BigDecimal amount = new BigDecimal(text);
        return new Exact(minus.equals("-") ? amount.negate() : amount, currency, sign);
    }

    private static @Nullable String currency(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return CURRENCIES.contains(upper) ? upper : SIGNS.get(word.toLowerCase(Locale.ROOT));
    }
}
