package io.silkroute.mapping.value;

import io.silkroute.omission.Omission;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A variant's prices in other currencies than the shop's, for the shop's price lists: found where the mapping finds its
 * price and its price before a sale, and checked as those are. A price before a sale goes with a price only.
 */
public record OtherCurrencies(Assignment price, @Nullable Assignment compareAt) {

    private static final int LENGTH = 3;

    /** Of the fields of variants; empty where none of them is a price. */
    public static Optional<OtherCurrencies> of(List<Assignment> fields) {
        return named("price", fields)
                .map(price -> new OtherCurrencies(
                        price, named("compareAtPrice", fields).orElse(null)));
    }

    private static Optional<Assignment> named(String key, List<Assignment> fields) {
        return fields.stream()
                .filter(field -> field.key().equals(key) && field.coercion() instanceof Coercion.Money)
                .findFirst();
    }

    /**
     * @param lists ids of the price lists that a currency's amounts go to; empty where the shop has none
     * @param put takes the list by its currency and id, and the amounts
     */
    public void render(Subject subject, Function<String, Optional<List<String>>> lists, Put put) {
        Locales shop = subject.currency();
        if (shop == null) {
            return; // which of the currencies is another one is not known
        }
        for (String currency : currencies(subject, shop.toString())) {
            Optional<List<String>> ids = lists.apply(currency);
            if (ids.isEmpty()) {
                subject.leftOut(
                        Omission.PRICE_LIST,
                        "Its amounts in %s were left out: no price list of the shop has this currency."
                                .formatted(currency));
            } else if (!ids.get().isEmpty()) {
                JsonNode amounts = amounts(subject.in(currency), currency);
                if (amounts != null) {
                    ids.get().forEach(id -> put.into(currency, id, (ObjectNode) amounts.deepCopy()));
                }
            }
        }
    }

    /**
     * Is this the price before a sale, and has it none in the shop's currency but in those of price lists? Then the shop's
     * own price is no sale, and nothing of it is left out.
     */
    public boolean isOnlyIn(Function<String, Optional<List<String>>> lists, Assignment field, Subject subject) {
        Locales shop = subject.currency();
        if (shop == null || !field.equals(compareAt)) {
            return false;
        }
        Set<String> found = new TreeSet<>();
        collect(field, subject, found);
        return !found.isEmpty()
                && !found.contains(shop.toString().strip().toUpperCase(Locale.ROOT))
                && found.stream()
                        .allMatch(currency -> lists.apply(currency)
                                .filter(ids -> !ids.isEmpty())
                                .isPresent());
    }

    /** Takes what a variant costs by a price list. */
    @FunctionalInterface
    public interface Put {
        void into(String currency, String list, ObjectNode amounts);
    }

    private Set<String> currencies(Subject subject, String shop) {
        Set<String> found = new TreeSet<>();
        collect(price, subject, found);
        if (compareAt != null) {
            collect(compareAt, subject, found);
        }
        found.remove(shop.strip().toUpperCase(Locale.ROOT));
        return found;
    }

    /** Of every place that the amount may be in: a variant and its product may have it in currencies of their own. */
    private static void collect(Assignment field, Subject subject, Set<String> found) {
        JsonNode nearest = field.from().of(subject, value -> {
            add(value, found);
            return false;
        });
        add(nearest, found);
    }

    private static void add(JsonNode value, Set<String> found) {
        JsonNode amounts = Coercion.Money.byCurrency(value);
        if (amounts.isObject()) {
            amounts.properties().forEach(amount -> {
                String currency = amount.getKey().strip().toUpperCase(Locale.ROOT);
                if (Expression.there(amount.getValue()) && isCurrency(currency)) {
                    found.add(currency);
                }
            });
        }
    }

    private static boolean isCurrency(String word) {
        try {
            return word.length() == LENGTH && Currency.getInstance(word) != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private @Nullable ObjectNode amounts(Subject in, String currency) {
        JsonNode amount = amount(price, in, currency);
        JsonNode before = compareAt == null ? null : amount(compareAt, in, currency);
        if (amount == null) {
            if (before != null) {
                in.leftOut(
                        Omission.PRICE,
                        "Its compareAtPrice in %s was left out: it has no price in %s.".formatted(currency, currency));
            }
            return null;
        }
        ObjectNode amounts = JsonNodeFactory.instance.objectNode();
        amounts.set("price", amount);
        if (before != null) {
            amounts.set("compareAtPrice", before);
        }
        return amounts;
    }

    private static @Nullable JsonNode amount(Assignment field, Subject in, String currency) {
        JsonNode value = field.from().of(in, candidate -> has(candidate, in, field));
        return has(value, in, field) ? field.coercion().of(value, field.key() + " in " + currency, in) : null;
    }

    // An amount alone is in the shop's currency.
    private static boolean has(JsonNode value, Subject in, Assignment field) {
        return Coercion.Money.byCurrency(value).isObject() && field.coercion().fits(value, in);
    }
}
