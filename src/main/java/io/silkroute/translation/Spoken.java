package io.silkroute.translation;

import io.silkroute.mapping.value.Languages;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The languages that a shop has, by Shopify's codes.
 *
 * @param primary that of the texts that products themselves have
 * @param others the further ones, each with whether buyers see it
 * @param unable why the shop does not tell, or takes no translations; null if it does
 */
record Spoken(
        String primary,
        Map<String, Boolean> others,
        @Nullable String unable) {

    static Spoken unable(String why) {
        return new Spoken("", Map.of(), why);
    }

    /** @param codes its own language first */
    static Spoken known(List<String> codes) {
        Map<String, Boolean> others = new LinkedHashMap<>();
        codes.stream().skip(1).forEach(code -> others.put(code, true));
        return new Spoken(codes.get(0), others, null);
    }

    /** All of them, its own first. */
    List<String> all() {
        return Stream.concat(Stream.of(primary), others.keySet().stream()).toList();
    }

    /**
     * To which of the shop's languages an item's goes: the same one, else the language without its region, else the only one
     * of its regions where the item names none; null if to none.
     */
    @Nullable
    String of(String code) {
        if (code.equals(primary) || others.containsKey(code)) {
            return code;
        }
        String language = Languages.language(code);
        if (language.equals(primary) || others.containsKey(language)) {
            return language;
        }
        List<String> regions = others.keySet().stream()
                .filter(other -> Languages.language(other).equals(language))
                .toList();
        if (language.equals(code) && regions.size() == 1) {
            return regions.get(0);
        }
        return language.equals(Languages.language(primary)) ? primary : null;
    }

    /** The item's language that each of the shop's further ones gets: of several the same one, or that of its own country. */
    Map<String, String> goTo(Collection<String> codes) {
        Map<String, String> byLocale = new LinkedHashMap<>();
        codes.stream()
                .sorted(Comparator.comparing((String code) -> !code.equals(of(code)))
                        .thenComparing(code ->
                                !code.equalsIgnoreCase(Languages.language(code) + "-" + Languages.language(code)))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(code -> {
                    String locale = of(code);
                    if (locale != null && !locale.equals(primary)) {
                        byLocale.putIfAbsent(locale, code);
                    }
                });
        return byLocale;
    }
}
