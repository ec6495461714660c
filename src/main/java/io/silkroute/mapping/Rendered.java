package io.silkroute.mapping;

import io.silkroute.omission.LeftOut;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a mapping made of an item. */
public sealed interface Rendered {

    /**
     * @param input shaped as Shopify's input type, except that {@code collections} holds PIM category ids
     * @param variantIds the PIM ids of {@code input.variants}, in the same order; the product's own id where the
     *     product is its own single variant
     * @param notes what was left out or repaired, a sentence each (an image without absolute address, a tag too long)
     * @param unpriced PIM ids of those variants for which the mapping found no price
     * @param leftOut by cause what of the notes tells of something that is missing in the shop
     */
    record Payload(
            ObjectNode input, List<String> variantIds, List<String> notes, List<String> unpriced, List<LeftOut> leftOut)
            implements Rendered {

        public Payload(ObjectNode input, List<String> variantIds, List<String> notes) {
            this(input, variantIds, notes, List.of(), List.of());
        }

        /** The same input, of which more is to be said: something is missing. */
        public Payload lacking(LeftOut one) {
            return new Payload(input, variantIds, before(one.sentence(), notes), unpriced, before(one, leftOut));
        }

        private static <T> List<T> before(T first, List<T> rest) {
            List<T> all = new ArrayList<>();
            all.add(first);
            all.addAll(rest);
            return List.copyOf(all);
        }
    }

    /** The item cannot be expressed in Shopify. @param reasons sentences a merchant understands */
    record Refused(List<String> reasons) implements Rendered {}
}
