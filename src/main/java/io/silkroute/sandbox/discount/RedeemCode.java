package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.graphql.Gid;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A code of a discount. One that is removed and added again is another one, whose uses begin anew.
 *
 * @param createdBy the app that made it, null: a person in the shop
 * @param counted the uses that are told, which may lag behind
 */
record RedeemCode(
        long id,
        long discount,
        String code,
        long createdAt,
        @Nullable String createdBy,
        long uses,
        long counted) {
    String gid() {
        return Gid.of("DiscountRedeemCode", id);
    }

    /** What codes are found by: no two differ in their case alone. */
    static String key(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    String key() {
        return key(code);
    }

    RedeemCode used(boolean told) {
        return new RedeemCode(id, discount, code, createdAt, createdBy, uses + 1, told ? uses + 1 : counted);
    }

    RedeemCode told() {
        return new RedeemCode(id, discount, code, createdAt, createdBy, uses, uses);
    }

    RedeemCode renamed(String newCode) {
        return new RedeemCode(id, discount, newCode, createdAt, createdBy, uses, counted);
    }
}
