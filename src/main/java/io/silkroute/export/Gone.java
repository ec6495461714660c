package io.silkroute.export;

import io.silkroute.shopify.Answer;
import io.silkroute.shopify.UserError;
import java.util.Locale;

/** Reads from a refusal that somebody has deleted in the shop what the write was for. */
final class Gone {

    private Gone() {}

    static boolean product(Answer answer) {
        return anyIs(answer, "PRODUCT_DOES_NOT_EXIST", "product does not exist");
    }

    static boolean variant(Answer answer) {
        return anyIs(answer, "PRODUCT_VARIANT_DOES_NOT_EXIST", "variant does not exist");
    }

    /** Of a removal, whose object may be a collection too. */
    static boolean already(Answer answer) {
        return answer instanceof Answer.Refused refused
                && refused.errors().stream()
                        .anyMatch(error -> "PRODUCT_DOES_NOT_EXIST".equals(error.code())
                                || "NOT_FOUND".equals(error.code())
                                || error.message().contains("does not exist"));
    }

    private static boolean anyIs(Answer answer, String code, String words) {
        return answer instanceof Answer.Refused refused
                && refused.errors().stream().anyMatch(error -> is(error, code, words));
    }

    private static boolean is(UserError error, String code, String words) {
        return error.code() != null
                ? error.code().equals(code)
                : error.message().toLowerCase(Locale.ROOT).contains(words);
    }
}
