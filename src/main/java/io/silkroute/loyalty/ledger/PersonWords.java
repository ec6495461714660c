package io.silkroute.loyalty.ledger;

import io.silkroute.connector.secret.BlindWords;
import io.silkroute.search.SearchText;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The words by which a customer is found: those of the name and the whole e-mail address, as keyed hashes. */
@Component
public class PersonWords {

    private static final int MOST = 20;
    private static final int LONGEST = 40;

    private final BlindWords blind;

    PersonWords(BlindWords blind) {
        this.blind = blind;
    }

    Set<String> of(String name, String email) {
        Set<String> words = words(name);
        if (!email.isBlank()) {
            words.add(exact(email));
        }
        return words;
    }

    /** What was typed: each of these has to be found. None: there is no letter or digit in it. */
    Set<String> asked(String typed) {
        return typed.contains("@") ? Set.of(exact(typed)) : words(typed);
    }

    String exact(String email) {
        return blind.of("=" + email.strip().toLowerCase(Locale.ROOT));
    }

    private Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : SearchText.folded(text).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty() && words.size() < MOST) {
                words.add(blind.of(word.length() <= LONGEST ? word : word.substring(0, LONGEST)));
            }
        }
        return words;
    }
}
