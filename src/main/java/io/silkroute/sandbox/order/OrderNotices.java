package io.silkroute.sandbox.order;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.shop.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What apps are told of orders, as webhooks have it: of one change all that is true of it, each in a notice of its own. */
final class OrderNotices {

    private OrderNotices() {}

    static List<Notice> of(@Nullable Order before, @Nullable Order now) {
        if (now == null) {
            return List.of();
        }
        Map<String, @Nullable Object> body = body(now);
        List<Notice> notices = new ArrayList<>();
        notices.add(new Notice(before == null ? "orders/create" : "orders/updated", body));
        if (isPaid(now) && (before == null || !isPaid(before))) {
            notices.add(new Notice("orders/paid", body));
        }
        if (now.cancelledAt != null && (before == null || before.cancelledAt == null)) {
            notices.add(new Notice("orders/cancelled", body));
        }
        int told = before == null ? 0 : before.refunds.size();
        now.refunds.stream()
                .skip(told)
                .forEach(refund -> notices.add(new Notice("refunds/create", refund(now, refund))));
        return notices;
    }

    private static boolean isPaid(Order order) {
        return "PAID".equals(order.financialStatus());
    }

    private static Map<String, @Nullable Object> body(Order order) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", order.id);
        body.put("admin_graphql_api_id", order.gid());
        body.put("name", order.name);
        body.put("email", order.email);
        body.put("test", order.test);
        body.put("currency", order.currency);
        body.put("total_price", order.total().toPlainString());
        body.put("cancelled_at", order.cancelledAt == null ? null : Times.of(order.cancelledAt));
        body.put("created_at", Times.of(order.createdAt));
        body.put("updated_at", Times.of(order.updatedAt));
        body.put(
                "discount_codes",
                order.codes.stream().map(code -> Map.of("code", code)).toList());
        return body;
    }

    private static Map<String, Object> refund(Order order, Refund refund) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", refund.id());
        body.put("admin_graphql_api_id", Gid.of("Refund", refund.id()));
        body.put("order_id", order.id);
        body.put("created_at", Times.of(order.updatedAt));
        return body;
    }
}
