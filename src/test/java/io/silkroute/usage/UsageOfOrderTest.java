package io.silkroute.usage;

import static io.silkroute.usage.AnOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.order.Amount;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageOfOrderTest {

    private static List<String> uses(AnOrder order) {
        return order.read().uses().stream()
                .map(use -> use.key().text() + " " + use.discounted().toPlainString())
                .toList();
    }

    @Test
    void a_code_took_off_what_stands_at_the_lines() {
        UsedOrder order = anOrder(1).code("ANNA10", "7.50", "2.50").net("90.00").read();
        assertThat(order.id()).isEqualTo("1");
        assertThat(order.name()).isEqualTo("#1");
        assertThat(order.currency()).isEqualTo("EUR");
        assertThat(order.revenue()).isEqualByComparingTo("90");
        assertThat(order.counts()).isTrue();
        assertThat(order.shared()).isFalse();
        assertThat(uses(anOrder(1).code("ANNA10", "7.50", "2.50"))).containsExactly("c ANNA10 10.00");
    }

    @Test
    void several_codes_have_a_row_each_and_are_shared() {
        AnOrder order =
                anOrder(1).code("ANNA10", "10.00").shipping("FREESHIP", "4.90").code("B", "0.01", "0.02");
        assertThat(uses(order)).containsExactlyInAnyOrder("c ANNA10 10.00", "c FREESHIP 4.90", "c B 0.03");
        assertThat(order.read().shared()).isTrue();
    }

    @Test
    void case_does_not_make_two_codes_of_one() {
        AnOrder order = anOrder(1).named("anna10").code("Anna10", "5.00");
        assertThat(uses(order)).containsExactly("c ANNA10 5.00");
        assertThat(order.read().shared()).isFalse();
    }

    @Test
    void a_code_that_took_nothing_off_was_used_all_the_same() {
        assertThat(uses(anOrder(1).named("EDITED").with("edited", true))).containsExactly("c EDITED 0");
    }

    @Test
    void an_automatic_discount_is_known_by_its_title_and_what_staff_took_off_is_nobodys() {
        AnOrder order = anOrder(1).automatic("Summer", "3.00").manual("50.00").automatic("Summer", "1.00");
        assertThat(uses(order)).containsExactly("a Summer 4.00");
        assertThat(order.read().shared()).isFalse();
        assertThat(uses(anOrder(2).manual("1.00"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PAID,                true",
        "PARTIALLY_REFUNDED,  true",
        "REFUNDED,            false",
        "PARTIALLY_PAID,      false",
        "PENDING,             false",
        "AUTHORIZED,          false",
        "VOIDED,              false",
        "EXPIRED,             false",
        ",                    false",
    })
    void an_order_counts_when_it_is_paid(String status, boolean counts) {
        assertThat(anOrder(1)
                        .code("A", "1")
                        .with("displayFinancialStatus", status)
                        .read()
                        .counts())
                .isEqualTo(counts);
    }

    @Test
    void cancelled_and_test_orders_are_uses_and_do_not_count() {
        UsedOrder cancelled = anOrder(1)
                .code("A", "1.00")
                .with("cancelledAt", "2026-11-21T00:00:00Z")
                .read();
        UsedOrder test = anOrder(2).code("A", "1.00").with("test", true).read();
        assertThat(List.of(cancelled.counts(), test.counts())).containsOnly(false);
        assertThat(List.of(cancelled.uses(), test.uses())).allMatch(uses -> uses.size() == 1);
    }

    @Test
    void revenue_is_what_was_received_less_what_was_refunded_shipping_and_gift_cards_with_it() {
        assertThat(anOrder(1)
                        .code("A", "1")
                        .with("displayFinancialStatus", "PARTIALLY_REFUNDED")
                        .net("95.10")
                        .read())
                .returns(new BigDecimal("95.10"), UsedOrder::revenue)
                .returns(true, UsedOrder::counts);
    }

    @Test
    void an_order_of_nothing_counts_with_nothing() {
        assertThat(anOrder(1).code("ALL", "100.00").net("0.0").read())
                .returns(new BigDecimal("0.0"), UsedOrder::revenue)
                .returns(true, UsedOrder::counts);
    }

    @Test
    void money_is_the_shops_whatever_the_buyer_paid_in() {
        assertThat(anOrder(1, "JPY").code("A", "1000.0").net("9000.0").read())
                .returns("JPY", UsedOrder::currency)
                .returns(new BigDecimal("9000.0"), UsedOrder::revenue);
        assertThat(Amount.of(new BigDecimal("9000.0"), "JPY").amount()).isEqualTo("9000");
        assertThat(Amount.of(new BigDecimal("1.2"), "EUR").amount()).isEqualTo("1.20");
        assertThat(Amount.of(new BigDecimal("1.2345"), "KWD").amount()).isEqualTo("1.235");
        assertThat(Amount.of(new BigDecimal("1.2"), "no currency").amount()).isEqualTo("1.20");
    }

    @Test
    void an_order_that_cannot_be_read_is_told_and_never_half_read() {
        assertThatThrownBy(() -> anOrder(1).code("A", "a lot").read())
                .isInstanceOf(UnreadableOrder.class)
                .hasMessageContaining("a lot");
        assertThatThrownBy(() -> anOrder(1).with("updatedAt", "yesterday").read())
                .isInstanceOf(UnreadableOrder.class);
        assertThatThrownBy(() -> anOrder(1).with("netPaymentSet", null).read()).isInstanceOf(UnreadableOrder.class);
    }

    @Test
    void names_from_outside_are_bounded() {
        assertThat(UseKey.ofCode("ß".repeat(400)).text()).hasSizeLessThanOrEqualTo(260);
        assertThat(UseKey.ofCode(" a\0b ").text()).isEqualTo("c AB");
    }
}
