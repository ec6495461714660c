package io.silkroute.sandbox.discount;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write of discounts, as tests count them.
 *
 * @param created codes that were made by it
 * @param removed codes that are gone by it
 * @param refused why it, or a code of it, was not done
 */
record DiscountWrite(
        long id,
        long at,
        String app,
        String mutation,
        @Nullable String discount,
        @Nullable String title,
        List<String> created,
        List<String> removed,
        List<String> refused) {}
