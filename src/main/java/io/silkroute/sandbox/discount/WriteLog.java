package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes every write of discounts, done or refused, in the journal. */
final class WriteLog {
    private final Discounts discounts;

    WriteLog(Discounts discounts) {
        this.discounts = discounts;
    }

    void done(String mutation, Call call, Discount discount, List<String> created, List<String> removed) {
        note(mutation, call.app(), discount, discount.title, created, removed, List.of());
    }

    void refused(
            String mutation, Call call, @Nullable Discount discount, @Nullable String title, List<UserError> errors) {
        List<String> reasons = errors.stream()
                .map(error -> (error.field() == null ? "" : String.join(".", error.field()) + ": ") + error.message())
                .toList();
        note(mutation, call.app(), discount, title, List.of(), List.of(), reasons);
    }

    void note(
            String mutation,
            @Nullable String app,
            @Nullable Discount discount,
            @Nullable String title,
            List<String> created,
            List<String> removed,
            List<String> refused) {
        discounts.put(new DiscountWrite(
                discounts.shop.nextId(),
                discounts.shop.now(),
                app == null ? "" : app,
                mutation,
                discount == null ? null : discount.gid(),
                title,
                created,
                removed,
                refused));
    }
}
