package io.silkroute.shopify;

import org.jspecify.annotations.Nullable;

/**
 * Why a call was refused or a run aborted.
 *
 * @param code Shopify's error code, {@code HTTP_403} for a bare status, or one of ours: {@code OUT_OF_ATTEMPTS},
 *     {@code SHOP_UNREACHABLE}, {@code NO_CREDENTIALS}, {@code UNKNOWN}
 * @param field path of the refused input, joined by dots; null when the shop names none
 * @param message the shop's own words, bounded
 * @param sentence what it means and what to do, for the operator
 * @param holder what has what is in the way, an item or an object of the shop; null where nothing is known
 */
public record Reason(
        String code,
        @Nullable String field,
        @Nullable String message,
        String sentence,
        @Nullable String holder) {

    /** The shop does not answer at all: its run gives way to others and comes again. */
    public static final String SILENT = "SHOP_SILENT";

    /** The connector was deactivated. */
    public static final String DEACTIVATED = "DEACTIVATED";

    /** This process stops. */
    public static final String INTERRUPTED = "INTERRUPTED";

    /** A code that is to be made is that of another discount. */
    public static final String CODE_TAKEN = "code-taken";

    /** The app lacks an access scope. */
    public static final String ACCESS_DENIED = "ACCESS_DENIED";

    public Reason(String code, @Nullable String field, @Nullable String message, String sentence) {
        this(code, field, message, sentence, null);
    }
}
