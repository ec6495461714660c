package io.silkroute.connector.config;

import java.util.Locale;

/** The words of a choice as configuration and JSON write them: {@code ONLY_VISIBLE} is {@code only-visible}. */
final class EnumNames {

    private EnumNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(Class<E> type, String word) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is none of the words of " + type.getSimpleName());
    }
}
