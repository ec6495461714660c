package io.silkroute.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CategoryTreeTest {

    private final Map<String, String> stored = new HashMap<>();
    private final CategoryTree tree = new CategoryTree(ids -> {
        Map<String, String> found = new HashMap<>(stored);
        found.keySet().retainAll(ids);
        return found;
    });

    @Test
    void finds_a_cycle_that_only_the_stored_parents_close() {
        stored.putAll(Map.of("b", "c", "c", "a"));

        assertThat(tree.cycles(Map.of("a", "b"))).isEqualTo(Map.of("a", List.of("a", "b", "c", "a")));
    }

    @Test
    void a_category_may_be_its_own_parent() {
        assertThat(tree.cycles(Map.of("a", "a"))).isEqualTo(Map.of("a", List.of("a", "a")));
    }

    @Test
    void leading_into_a_cycle_is_not_being_in_it() {
        stored.putAll(Map.of("b", "c", "c", "b"));

        assertThat(tree.cycles(Map.of("a", "b"))).isEmpty();
    }

    @Test
    void a_tree_has_none() {
        stored.putAll(Map.of("b", "root"));

        assertThat(tree.cycles(Map.of("a", "b", "x", "unknown"))).isEmpty();
    }
}
