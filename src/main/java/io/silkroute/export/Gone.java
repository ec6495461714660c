package io.silkroute.export;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Remedy;
import io.silkroute.shopify.UserError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a refusal that somebody has deleted in the shop what the write was for. Only the object itself counts:
 * that a location or a file does not exist says nothing of the product that names it.
 */
final class Gone {

    private Gone() {}

    static boolean product(CallResult answer) {
        return anyIs(answer, Remedy.CREATE_AGAIN, "product does not exist");
    }

    /** Is the definition gone by which identities are unique and can be looked up? An error of the call as a whole. */
    static boolean identity(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                && String.valueOf(refused.reason().message())
                        .toLowerCase(Locale.ROOT)
                        .startsWith("metafield definition of type 'id' is required");
    }

    static boolean variant(CallResult answer) {
        return anyIs(answer, Remedy.SEND_WITHOUT_IDS, "variant does not exist");
    }

    /** The errors of a collection's removal have no code. */
    static boolean collection(CallResult answer) {
        return anyIs(answer, null, "collection does not exist");
    }

    /** Is a product refused for the sake of its collections? What is remembered of them may hold no more. */
    static boolean collectionsOf(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                && refused.errors().stream().anyMatch(error -> error.field().contains("collections"));
    }

    /** Is the answer to a product's write a reason to send it anew? */
    static boolean anything(CallResult answer) {
        return product(answer) || variant(answer) || collectionsOf(answer) || identity(answer);
    }

    private static boolean anyIs(CallResult answer, @Nullable Remedy remedy, String words) {
        return answer instanceof CallResult.Refused refused
                && refused.errors().stream().anyMatch(error -> is(error, remedy, words));
    }

    private static boolean is(UserError error, @Nullable Remedy remedy, String words) {
        return error.code() != null
                ? error.remedy() == remedy
                : error.message().toLowerCase(Locale.ROOT).contains(words);
    }
}
