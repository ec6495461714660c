package io.silkroute.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of a product's variants: each one that a delivery names stands behind the one that the delivery named before
 * it. A variant that does so already stays; another is moved right behind that one. A new one comes last, unless a
 * known one follows it in the delivery's beginning: then it comes right before that. Those that the delivery does not
 * name keep their order among themselves.
 */
final class VariantOrder {

    private VariantOrder() {}

    /** A variant in the order of its product's, told by a number. */
    record Placed(String id, long place) {}

    /** Do they stand as the delivery names them? */
    static boolean ascends(@Nullable Placed before, List<Placed> named) {
        long last = before == null ? Long.MIN_VALUE : before.place();
        for (Placed one : named) {
            if (one.place() <= last) {
                return false;
            }
            last = one.place();
        }
        return true;
    }

    /**
     * The places that change. They are the same numbers, given to others.
     *
     * @param all the product's variants in their order, those that are new last
     * @param known ids of those that are not new
     * @param before named by the same delivery before the others; null if there is none
     * @param named in the delivery's order
     */
    static Map<String, Long> changes(List<Placed> all, Set<String> known, @Nullable String before, List<String> named) {
        List<String> order = new ArrayList<>(all.stream().map(Placed::id).toList());
        String last = before != null && order.contains(before) ? before : null;
        for (int i = 0; i < named.size(); i++) {
            String id = named.get(i);
            if (last == null && !known.contains(id)) {
                putBeforeFirstKnown(order, known, id, named.subList(i + 1, named.size()));
            } else if (last != null && order.indexOf(id) < order.indexOf(last)) {
                order.remove(id);
                order.add(order.indexOf(last) + 1, id);
            }
            last = id;
        }
        Map<String, Long> places = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            if (!order.get(i).equals(all.get(i).id())) {
                places.put(order.get(i), all.get(i).place());
            }
        }
        return places;
    }

    private static void putBeforeFirstKnown(List<String> order, Set<String> known, String id, List<String> following) {
        Set<String> knownInOrder = new HashSet<>(order);
        knownInOrder.retainAll(known);
        following.stream().filter(knownInOrder::contains).findFirst().ifPresent(next -> {
            order.remove(id);
            order.add(order.indexOf(next), id);
        });
    }
}
