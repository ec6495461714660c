package io.silkroute.activity;

/** A text in a pattern of SQL's {@code like … escape '!'}: what stands for anything there stands for itself. */
public final class LikePattern {

    private LikePattern() {}

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    public static String containing(String text) {
        return "%" + escaped(text) + "%";
    }
}
