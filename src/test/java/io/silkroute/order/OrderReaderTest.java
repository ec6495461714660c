package io.silkroute.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

class OrderReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode json(String singleQuoted) {
        return (ObjectNode) JSON.readTree(singleQuoted.replace('\'', '"'));
    }

    private static ObjectNode paid(String payments) {
        return json("{'id':'gid://shopify/Order/7','name':'#1007','createdAt':'2026-11-02T10:00:00Z',"
                + "'processedAt':'2026-11-01T10:00:00+02:00','updatedAt':'2026-11-03T10:00:00Z','displayFinancialStatus':"
                + "'PAID','customer':{'id':'gid://shopify/Customer/9','displayName':'Anna','defaultEmailAddress':null},"
                + "'totalPriceSet':{'shopMoney':{'amount':'119.00','currencyCode':'EUR'}},'subtotalPriceSet':{'shopMoney':"
                + "{'amount':'109.0'}},'totalRefundedSet':{'shopMoney':{'amount':'0.0'}},'transactions':" + payments
                + "}");
    }

    private static String payment(String kind, String status, String at, String amount) {
        return "{'kind':'" + kind + "','status':'" + status + "','createdAt':'2020-01-01T00:00:00Z','processedAt':"
                + (at.isEmpty() ? "null" : "'" + at + "'") + ",'amountSet':{'shopMoney':{'amount':'" + amount + "'}}}";
    }

    @Test
    void an_order_is_read_with_its_exact_amounts_and_dated_by_when_it_was_placed() {
        ShopOrder order = OrderReader.order(paid("[]"));
        assertThat(order)
                .returns(7L, ShopOrder::id)
                .returns("#1007", ShopOrder::name)
                .returns(Instant.parse("2026-11-01T08:00:00Z"), ShopOrder::createdAt)
                .returns(Instant.parse("2026-11-03T10:00:00Z"), ShopOrder::updatedAt)
                .returns("PAID", ShopOrder::status)
                .returns("EUR", ShopOrder::currency)
                .returns(new BigDecimal("119.00"), ShopOrder::total)
                .returns(new BigDecimal("109.0"), ShopOrder::subtotal)
                .returns(new BigDecimal("0.0"), ShopOrder::refunded)
                .returns(new ShopOrder.Buyer(9, "Anna", ""), ShopOrder::customer);
    }

    @Test
    void it_is_paid_by_the_payment_that_made_it_so() {
        assertThat(OrderReader.order(paid("["
                                + payment("CAPTURE", "SUCCESS", "2026-11-05T00:00:00Z", "19.00") + ","
                                + payment("SALE", "SUCCESS", "2026-11-04T00:00:00Z", "100.00") + ","
                                + payment("SALE", "FAILURE", "2026-11-03T00:00:00Z", "119.00") + ","
                                + payment("AUTHORIZATION", "SUCCESS", "2026-11-02T00:00:00Z", "119.00") + ","
                                + payment("REFUND", "SUCCESS", "2026-11-09T00:00:00Z", "10.00") + ","
                                + payment("SALE", "SUCCESS", "2026-11-08T00:00:00Z", "5.00") + "]"))
                        .paidAt())
                .isEqualTo("2026-11-05T00:00:00Z");
    }

    @Test
    void where_no_payment_is_told_an_order_was_paid_when_it_was_placed() {
        assertThat(OrderReader.order(paid("[]")).paidAt()).isEqualTo("2026-11-01T08:00:00Z");
        assertThat(OrderReader.order(paid("[" + payment("SALE", "SUCCESS", "", "119.00") + "]"))
                        .paidAt())
                .as("the payment's creation, where its processing is not told")
                .isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void an_order_that_is_not_paid_has_no_time_of_payment() {
        for (String status : new String[] {"PENDING", "PARTIALLY_PAID", "VOIDED"}) {
            ObjectNode order = paid("[" + payment("SALE", "SUCCESS", "2026-11-04T00:00:00Z", "10.00") + "]");
            assertThat(OrderReader.order(order.put("displayFinancialStatus", status))
                            .paidAt())
                    .as(status)
                    .isNull();
        }
        assertThat(OrderReader.order(paid("[]").putNull("displayFinancialStatus")))
                .returns("", ShopOrder::status)
                .returns(null, ShopOrder::paidAt);
    }

    @Test
    void tax_within_the_prices_is_not_in_the_subtotal_and_that_on_shipping_never_was() {
        ObjectNode order = paid("[]").put("taxesIncluded", true);
        order.set("totalTaxSet", json("{'shopMoney':{'amount':'20.90'}}"));
        order.set("shippingLine", json("{'taxLines':[{'priceSet':{'shopMoney':{'amount':'1.90'}}}]}"));
        assertThat(OrderReader.order(order).subtotal()).isEqualByComparingTo("90.00");
        assertThat(OrderReader.order(order.put("taxesIncluded", false)).subtotal())
                .isEqualByComparingTo("109.00");
    }

    @Test
    void foreign_data_leaves_nulls_and_breaks_nothing() {
        ShopOrder order = OrderReader.order(json("{'id':'gid://shopify/Order/1','totalPriceSet':{'shopMoney':{'amount':"
                + "'1e999999999','currencyCode':'much'}},'subtotalPriceSet':'none','createdAt':'yesterday','name':7,"
                + "'customer':{'displayName':'nobody'},'transactions':{'kind':'SALE'}}"));
        assertThat(order)
                .returns("", ShopOrder::name)
                .returns(Instant.EPOCH, ShopOrder::createdAt)
                .returns(null, ShopOrder::total)
                .returns(null, ShopOrder::subtotal)
                .returns(null, ShopOrder::refunded)
                .returns(null, ShopOrder::currency)
                .returns(null, ShopOrder::customer)
                .returns(null, ShopOrder::paidAt);
    }

    @Test
    void long_texts_are_bounded() {
        assertThat(OrderReader.order(paid("[]").put("name", "#".repeat(5_000))).name())
                .hasSize(255);
    }

    @Test
    void an_order_without_its_number_is_none() {
        assertThatThrownBy(() -> OrderReader.order(json("{'id':'gid://shopify/Order/x'}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number");
    }
}
