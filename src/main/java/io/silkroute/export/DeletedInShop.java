package io.silkroute.export;

import io.silkroute.export.ledger.Exported;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Remedy;
import io.silkroute.shopify.UserError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a refusal that somebody has deleted in the shop what the write was for. Only the object itself counts:
 * that a location or a file does not exist says nothing of the product that names it.
 */
public final class DeletedInShop {

    private DeletedInShop() {}

    public static boolean product(CallResult answer) {
        return anyIs(answer, Remedy.CREATE_AGAIN, "product does not exist");
    }

    /** Is the definition gone by which identities are unique and can be looked up? An error of the call as a whole. */
    public static boolean identity(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                && String.valueOf(refused.reason().message())
                        .toLowerCase(Locale.ROOT)
                        .startsWith("metafield definition of type 'id' is required");
    }

    public static boolean variant(CallResult answer) {
        return anyIs(answer, Remedy.SEND_WITHOUT_IDS, "variant does not exist");
    }

    /** The errors of a collection's removal have no code. */
    public static boolean collection(CallResult answer) {
        return anyIs(answer, null, "collection does not exist");
    }

    /** Is a product refused for the sake of its collections? What is remembered of them may hold no more. */
    public static boolean collectionsOf(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                && refused.errors().stream().anyMatch(error -> error.field().contains("collections"));
    }

    /** Is the answer to a product's write a reason to send it anew? */
    public static boolean anything(CallResult answer) {
        return product(answer) || variant(answer) || collectionsOf(answer) || identity(answer);
    }

    /**
     * What becomes of an item of which the write has found that its object is gone, where the connector's policy is not to
     * make it again at once; null where it is, and where that was decided of this very item.
     */
    public static @Nullable Conclusion stays(Stage.ToSend item) {
        Exported exported = item.item().exported();
        if (item.item().edited().whole() != null || exported == null || !exported.inShop()) {
            return null;
        }
        return switch (item.run().config().conflicts()) {
            case PIM_WINS -> null;
            case SHOPIFY_WINS ->
                item.mapped().hash().equals(exported.hash())
                        ? new Conclusion.GoneInShop(
                                "Somebody has deleted it in the shop, and it stays so until the PIM changes it.",
                                false,
                                exported.asRecorded())
                        : null;
            case MANUAL ->
                new Conclusion.GoneInShop(
                        "Somebody has deleted it in the shop. It stays so until a person has decided what becomes of it.",
                        true,
                        exported.asRecorded());
        };
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
