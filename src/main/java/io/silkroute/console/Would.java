package io.silkroute.console;

/** What a run would do with an item now, in words. */
enum Would {
    SEND("It would be sent to the shop"),
    SKIP("Nothing would be sent"),
    FILTER("It would be left out"),
    REJECT("It would be rejected"),
    REMOVE("It would leave the shop"),
    WITH_PRODUCT("It goes with its product"),
    NOTHING("Nothing would happen");

    private final String sentence;

    Would(String sentence) {
        this.sentence = sentence;
    }

    static String of(String word) {
        for (Would each : values()) {
            if (each.name().replace('_', '-').equalsIgnoreCase(word)) {
                return each.sentence;
            }
        }
        return NOTHING.sentence;
    }
}
