package io.silkroute.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a campaign or a code says of itself. What it does not say is null: a code has it from its campaign then, and a
 * campaign has what is usual.
 *
 * @param campaign a code's
 * @param applies to what; null: everything
 * @param eligibility who; null: everybody
 */
public record Terms(
        @Nullable Method method,
        @Nullable String code,
        @Nullable String campaign,
        @Nullable Value value,
        @Nullable Selection applies,
        @Nullable List<String> excludedProducts,
        @Nullable Eligibility eligibility,
        @Nullable Minimum minimum,
        @Nullable Limits limits,
        @Nullable Combinations combines,
        @Nullable Instant starts,
        @Nullable Instant ends,
        @Nullable Boolean active) {

    public enum Method {
        CODE,
        AUTOMATIC
    }

    /** @param customers by e-mail or Shopify's id @param segments by name or Shopify's id */
    public record Eligibility(List<String> customers, List<String> segments) {
        public Eligibility {
            customers = List.copyOf(customers);
            segments = List.copyOf(segments);
        }
    }

    /** The one or the other. */
    public record Minimum(
            @Nullable BigDecimal subtotal, @Nullable Integer quantity) {}

    /** @param uses of each code */
    public record Limits(@Nullable Integer uses, @Nullable Boolean oncePerCustomer) {}

    /** With discounts of which classes it goes together. */
    public record Combinations(boolean order, boolean product, boolean shipping) {}

    /** Of an item that the door let in. */
    public static Terms of(ObjectNode image) {
        return new TermsReader(image).terms();
    }

    /** Is it a status only, by which it is paused? */
    public boolean isActive() {
        return active == null || active;
    }

    public boolean isAutomatic() {
        return method == Method.AUTOMATIC;
    }

    /** The same, paused. */
    public Terms paused() {
        return new Terms(
                method,
                code,
                campaign,
                value,
                applies,
                excludedProducts,
                eligibility,
                minimum,
                limits,
                combines,
                starts,
                ends,
                false);
    }

    /** Of a code: does it grant anything else than its campaign, or for another time? */
    public boolean hasOwnTerms() {
        return value != null
                || limits != null
                || starts != null
                || ends != null
                || applies != null
                || excludedProducts != null
                || eligibility != null
                || minimum != null
                || combines != null;
    }

    /** A code's terms, and its campaign's where it has none of its own. */
    public Terms within(Terms theirs) {
        return new Terms(
                Method.CODE,
                code,
                campaign,
                value != null ? value : theirs.value,
                applies != null ? applies : theirs.applies,
                excludedProducts != null ? excludedProducts : theirs.excludedProducts,
                eligibility != null ? eligibility : theirs.eligibility,
                minimum != null ? minimum : theirs.minimum,
                limits != null ? limits : theirs.limits,
                combines != null ? combines : theirs.combines,
                starts != null ? starts : theirs.starts,
                ends != null ? ends : theirs.ends,
                isActive() && theirs.isActive());
    }
}
