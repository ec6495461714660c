package io.silkroute.export.edited;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A field of an item that somebody has changed in the shop.
 *
 * @param exported its value as it was sent last
 * @param shop as the shop has it now, in the form of a payload
 * @param pim as the PIM had it when that was decided; by which a later value of the PIM is known
 * @param version another one whenever something of it is another
 */
public record EditedField(Decided decided, JsonNode exported, JsonNode shop, JsonNode pim, long version) {

    /** What becomes of it. */
    public enum Decided {
        PIM, // the next write puts the PIM's value back
        ASKED, // a person is to decide; until then it is left alone, whatever the PIM sends
        SHOP; // it stays as the shop has it, until the PIM has another value

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }

        public static Decided of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
