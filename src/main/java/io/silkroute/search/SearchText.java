package io.silkroute.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Texts as the search compares them: without case and accents, full-width letters as the usual ones, and cut into
 * words. The same is done to what is searched and to what is searched for.
 */
public final class SearchText {

    /** Longer words are cut, on both sides alike. */
    static final int LONGEST_WORD = 40;

    // Letters that Unicode does not take apart and that people type as these.
    private static final Map<Integer, String> PLAIN = Map.of(
            (int) 'Ø', "o", (int) 'Đ', "d", (int) 'Ł', "l", (int) 'Æ', "ae", (int) 'Œ', "oe", (int) 'Þ', "th",
            (int) 'Ð', "d", (int) 'Ħ', "h", (int) 'Ŧ', "t", (int) 'Ŋ', "n");

    private SearchText() {}

    /** A part of a text without white space in it. @param text whole @param words what letters and digits make of it */
    record Part(String text, List<String> words) {

        /** Its words without what stands between them. */
        String joined() {
            return cut(String.join("", words));
        }
    }

    /** One that takes apart is not always the same that is put together: marks, case, and marks again. */
    public static String folded(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String upper = Normalizer.normalize(apart.toUpperCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(upper.length());
        upper.codePoints().forEach(letter -> fold(letter, folded));
        return folded.toString();
    }

    private static void fold(int letter, StringBuilder into) {
        switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.SURROGATE -> {}
            case Character.CONTROL -> into.append(' ');
            default -> {
                String plain = PLAIN.get(letter);
                if (plain == null) {
                    into.appendCodePoint(Character.toLowerCase(letter));
                } else {
                    into.append(plain);
                }
            }
        }
    }

    /** A text as one, for what is looked for as a whole: an id, a SKU. */
    static String whole(String text) {
        return String.join(" ", spaced(folded(text)));
    }

    /** @param most so many parts, the rest is passed over */
    static List<Part> parts(String text, int most) {
        List<Part> parts = new ArrayList<>();
        for (String part : spaced(folded(text))) {
            if (parts.size() == most) {
                break;
            }
            parts.add(new Part(part, words(part)));
        }
        return parts;
    }

    private static List<String> spaced(String folded) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        folded.codePoints().forEach(letter -> {
            if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
                end(part, parts);
            } else {
                part.appendCodePoint(letter);
            }
        });
        end(part, parts);
        return parts;
    }

    private static List<String> words(String part) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        StringBuilder unspaced = new StringBuilder();
        part.codePoints().forEach(letter -> {
            boolean belongs = Character.isLetterOrDigit(letter) || isMark(letter);
            boolean withoutSpaces = belongs && isWrittenWithoutSpaces(letter);
            if (!withoutSpaces) {
                endUnspaced(unspaced, words);
            }
            if (!belongs || withoutSpaces) {
                end(word, words);
            }
            if (withoutSpaces) {
                unspaced.appendCodePoint(letter);
            } else if (belongs) {
                word.appendCodePoint(letter);
            }
        });
        endUnspaced(unspaced, words);
        end(word, words);
        return words;
    }

    private static boolean isMark(int letter) {
        return Character.getType(letter) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isWrittenWithoutSpaces(int letter) {
        return switch (Character.UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> letter == 'ー';
        };
    }

    private static void end(StringBuilder word, List<String> into) {
        if (!word.isEmpty()) {
            into.add(cut(word.toString()));
            word.setLength(0);
        }
    }

    // Each pair of neighbours is a word, so that a text is found by any part of it.
    private static void endUnspaced(StringBuilder unspaced, List<String> into) {
        int[] letters = unspaced.codePoints().toArray();
        unspaced.setLength(0);
        if (letters.length == 1) {
            into.add(Character.toString(letters[0]));
        }
        for (int i = 0; i + 1 < letters.length; i++) {
            into.add(new String(letters, i, 2));
        }
    }

    static String cut(String word) {
        if (word.length() <= LONGEST_WORD) {
            return word;
        }
        boolean pair = Character.isHighSurrogate(word.charAt(LONGEST_WORD - 1));
        return word.substring(0, pair ? LONGEST_WORD - 1 : LONGEST_WORD);
    }
}
