package io.silkroute.fetch;

/** What others have written, for a sentence. */
final class ShownText {

    private static final int LONGEST = 200;

    private ShownText() {}

    static String shown(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\s\uFFFD]+", " ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
