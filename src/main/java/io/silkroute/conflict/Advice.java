package io.silkroute.conflict;

import io.silkroute.catalogue.Item;
import io.silkroute.conflict.compared.ComparedType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose value had better stand, and why: that of whoever changed it last. */
record Advice(Keep keep, String reason) {

    /** @param item as the PIM sent it last; null if it is not known */
    static Advice on(
            ShopComparison.Found found,
            ComparedType.There there,
            @Nullable Item item,
            Map<String, ConflictField> open,
            Map<String, ConflictField> kept) {
        boolean pimHasAnother = Stream.concat(open.values().stream(), kept.values().stream())
                .anyMatch(field -> !found.type().same(field.field(), field.exported(), field.pim()));
        if (pimHasAnother) {
            return new Advice(Keep.PIM, "The PIM has changed it as well since it was exported last.");
        }
        Instant pim = item == null ? null : updated(item);
        return pim != null && there.updatedAt() != null && pim.isAfter(there.updatedAt())
                ? new Advice(Keep.PIM, "The PIM has changed it later than the shop.")
                : new Advice(Keep.SHOPIFY, "It was changed in the shop after the PIM had changed it last.");
    }

    private static @Nullable Instant updated(Item item) {
        try {
            return OffsetDateTime.parse(item.image().path("updated").asString(""))
                    .toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
