package io.silkroute.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.VariantOrder.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which order a product's variants stand after a delivery. */
class VariantOrderTest {

    /** @param known in their order; those of the named that are not among them are new */
    private static String after(String known, @Nullable String before, String named) {
        List<String> ids = new ArrayList<>(List.of(known.split(" ")));
        Set<String> knownIds = new HashSet<>(ids);
        List<String> names = List.of(named.split(" "));
        names.stream().filter(id -> !knownIds.contains(id)).forEach(ids::add);
        List<Placed> all = new ArrayList<>();
        Map<String, Long> places = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            all.add(new Placed(ids.get(i), 10L + i));
            places.put(ids.get(i), 10L + i);
        }
        places.putAll(VariantOrder.changes(all, knownIds, before, names));
        ids.sort(Comparator.comparing(places::get));
        return String.join(" ", ids);
    }

    @Test
    void a_delivery_that_names_all_gives_its_order() {
        assertThat(after("S M", null, "XS S M")).isEqualTo("XS S M");
        assertThat(after("S M L", null, "L M S")).isEqualTo("L M S");
        assertThat(after("S M L", null, "S M L")).isEqualTo("S M L");
        assertThat(after("S XL", null, "XS S M L XL")).isEqualTo("XS S M L XL");
    }

    @Test
    void one_that_is_named_alone_shuffles_nothing() {
        assertThat(after("S M L", null, "M")).isEqualTo("S M L");
        assertThat(after("S M L", null, "XL")).isEqualTo("S M L XL");
    }

    @Test
    void those_that_are_not_named_keep_their_order() {
        assertThat(after("A S M B", null, "XS S M")).isEqualTo("A XS S M B");
        assertThat(after("A S M B", null, "M S")).isEqualTo("A M S B");
        assertThat(after("A S M B", null, "S XXL M")).isEqualTo("A S B XXL M");
    }

    @Test
    void what_an_earlier_chunk_has_named_counts() {
        assertThat(after("S M XS", "XS", "S M")).isEqualTo("XS S M");
        assertThat(after("S M", "M", "L")).isEqualTo("S M L");
        assertThat(after("S M", "gone", "M")).isEqualTo("S M");
    }

    @Test
    void places_that_ascend_are_left_alone() {
        List<Placed> ascending = List.of(new Placed("S", 1), new Placed("L", 7));
        assertThat(VariantOrder.ascends(null, ascending)).isTrue();
        assertThat(VariantOrder.ascends(new Placed("M", 5), ascending)).isFalse();
        assertThat(VariantOrder.ascends(null, List.of(new Placed("S", 7), new Placed("L", 1))))
                .isFalse();
    }
}
