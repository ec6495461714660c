package io.silkroute.sandbox.picture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Capitals and digits of five by seven dots: a slim image of the application has no fonts. A letter is its five columns
 * from the left, a dot a bit from the top.
 */
final class Lettering {
    static final int WIDTH = 5;
    static final int HEIGHT = 7;

    private static final Map<Character, byte[]> COLUMNS = new HashMap<>();

    static {
        String letters = "7E1111117E 7F49494936 3E41414122 7F4141221C 7F49494941 7F09090901 3E4149497A 7F0808087F"
                + " 00417F4100 2040413F01 7F08142241 7F40404040 7F020C027F 7F0408107F 3E4141413E 7F09090906 3E4151215E"
                + " 7F09192946 4649494931 01017F0101 3F4040403F 1F2040201F 3F4038403F 6314081463 0708700807 6151494543";
        String digits = "3E5149453E 00427F4000 4261514946 2141454B31 1814127F10 2745454539 3C4A494930 0171090503"
                + " 3649494936 064949291E";
        add('A', letters);
        add('0', digits);
    }

    private Lettering() {}

    private static void add(char first, String columns) {
        char each = first;
        for (String letter : columns.split(" ")) {
            COLUMNS.put(each++, HexFormat.of().parseHex(letter));
        }
    }

    /** Is there a dot? What is no letter and no digit is blank. */
    static boolean dot(char letter, int column, int row) {
        byte[] columns = COLUMNS.get(Character.toUpperCase(letter));
        return columns != null && (columns[column] >> row & 1) == 1;
    }

    /** The words of a text in lines, a longer word in a line of its own. */
    static String[] lines(String text, int most) {
        StringBuilder lines = new StringBuilder();
        int used = 0;
        for (String word : text.toUpperCase(Locale.ROOT).split(" ")) {
            boolean fits = used > 0 && used + 1 + word.length() <= most;
            lines.append(used == 0 ? "" : fits ? " " : "\n").append(word);
            used = fits ? used + 1 + word.length() : word.length();
        }
        return Arrays.copyOf(
                lines.toString().split("\n"),
                (int) lines.chars().filter(c -> c == '\n').count() + 1);
    }
}
