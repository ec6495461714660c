package io.silkroute.run.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemType;
import org.junit.jupiter.api.Test;

class RemovalBudgetTest {

    private final RemovalBudget budget = new RemovalBudget();

    @Test
    void nothing_is_taken_that_was_not_counted() {
        assertThat(budget.take(ItemType.PRODUCT, 1)).isFalse();
    }

    @Test
    void all_that_was_counted_is_taken_and_no_more() {
        budget.count(ItemType.PRODUCT, 3, 0);

        assertThat(budget.take(ItemType.PRODUCT, 2)).isTrue();
        assertThat(budget.take(ItemType.PRODUCT, 2)).isFalse();
        assertThat(budget.take(ItemType.PRODUCT, 1)).isTrue();
        assertThat(budget.take(ItemType.CATEGORY, 1)).isFalse();
    }

    @Test
    void what_is_removed_already_is_no_longer_free() {
        budget.count(ItemType.PRODUCT, 3, 2);

        assertThat(budget.take(ItemType.PRODUCT, 2)).isFalse();
    }

    @Test
    void counting_again_gives_nothing_back() {
        budget.takeAnyway(ItemType.PRODUCT, 2);
        budget.count(ItemType.PRODUCT, 3, 0);

        assertThat(budget.take(ItemType.PRODUCT, 2)).isFalse();
        assertThat(budget.take(ItemType.PRODUCT, 1)).isTrue();
    }
}
