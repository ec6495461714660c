package io.silkroute.export;

import io.silkroute.shopify.Answer;
import io.silkroute.shopify.Remedy;
import io.silkroute.shopify.UserError;
import java.util.Locale;

/** Reads from a refusal that somebody has deleted in the shop what the write was for. */
final class Gone {

    private Gone() {}

    static boolean product(Answer answer) {
        return anyIs(answer, Remedy.CREATE_AGAIN, "product does not exist");
    }

    static boolean variant(Answer answer) {
        return anyIs(answer, Remedy.SEND_WITHOUT_IDS, "variant does not exist");
    }

    /** Of a removal, whose object may be a collection too. */
    static boolean already(Answer answer) {
        return answer instanceof Answer.Refused refused
                && refused.errors().stream().anyMatch(error -> is(error, Remedy.CREATE_AGAIN, "does not exist"));
    }

    private static boolean anyIs(Answer answer, Remedy remedy, String words) {
        return answer instanceof Answer.Refused refused
                && refused.errors().stream().anyMatch(error -> is(error, remedy, words));
    }

    private static boolean is(UserError error, Remedy remedy, String words) {
        return error.code() != null
                ? error.remedy() == remedy
                : error.message().toLowerCase(Locale.ROOT).contains(words);
    }
}
