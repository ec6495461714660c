package io.silkroute.mirror;

import io.silkroute.connector.secret.BlindWords;
import io.silkroute.search.SearchText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Texts as the mirror is searched by: without case and accents, each part between spaces cut into words and also as one,
 * so that {@code AB-12} is found as {@code ab 12} and {@code ab12}.
 */
@Component
class MirrorWords {

    private static final int MOST = 60;
    private static final int MOST_ASKED = 8;
    private static final int LONGEST = 40;

    private final BlindWords blind;

    MirrorWords(BlindWords blind) {
        this.blind = blind;
    }

    /** What one finds an object by: words of its texts, and keyed hashes of the words of its personal ones. */
    Set<String> of(List<String> texts, List<String> personal) {
        Set<String> words = new LinkedHashSet<>();
        texts.forEach(text -> parts(text).forEach(part -> part.all().forEach(word -> add(words, word))));
        personal.forEach(text -> add(words, exact(text)));
        personal.forEach(text -> parts(text).forEach(part -> part.all().forEach(word -> add(words, blind.of(word)))));
        return words;
    }

    private static void add(Set<String> words, String word) {
        if (words.size() < MOST) {
            words.add(word);
        }
    }

    /** What was typed, part by part; each has to be found. None: there is no letter or digit in it. */
    List<Part> asked(String typed) {
        List<Part> parts = parts(typed);
        return parts.size() <= MOST_ASKED ? parts : parts.subList(0, MOST_ASKED);
    }

    /** By which nobody else is found: an address letter by letter, a telephone number digit by digit. */
    String exact(String text) {
        String whole = text.strip().toLowerCase(Locale.ROOT);
        return blind.of("=" + (whole.contains("@") ? whole : whole.replaceAll("[^\\p{L}\\p{N}]", "")));
    }

    String blind(String word) {
        return blind.of(word);
    }

    /** @param joined its words as one */
    record Part(List<String> words, String joined) {
        Set<String> all() {
            Set<String> all = new LinkedHashSet<>(words);
            all.add(joined);
            return all;
        }
    }

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        for (String spaced : SearchText.folded(text).split("\\s+")) {
            List<String> words = new ArrayList<>();
            StringBuilder word = new StringBuilder();
            spaced.codePoints().forEach(letter -> {
                if (Character.isLetterOrDigit(letter)) {
                    word.appendCodePoint(letter);
                } else {
                    end(word, words);
                }
            });
            end(word, words);
            if (!words.isEmpty()) {
                parts.add(new Part(words, cut(String.join("", words))));
            }
        }
        return parts;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(cut(word.toString()));
            word.setLength(0);
        }
    }

    private static String cut(String word) {
        if (word.length() <= LONGEST) {
            return word;
        }
        return word.substring(0, Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
