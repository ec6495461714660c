package io.silkroute.mapping.value;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;

/** The codes of countries of three letters and those of two (ISO 3166-1). */
final class Countries {

    private static final Map<String, String> TWO_LETTERS = twoLetters();

    private Countries() {}

    private static Map<String, String> twoLetters() {
        Map<String, String> byThree = new HashMap<>();
        for (String two : Locale.getISOCountries()) {
            try {
                byThree.put(new Locale.Builder().setRegion(two).build().getISO3Country(), two);
            } catch (MissingResourceException unknown) {
                // a country without such a code is named by two letters only
            }
        }
        return Map.copyOf(byThree);
    }

    /** Null if there is no country of this code. */
    static @Nullable String twoLetters(String three) {
        return TWO_LETTERS.get(three);
    }
}
