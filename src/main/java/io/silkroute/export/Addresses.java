package io.silkroute.export;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.mapping.value.Texts;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.UserError;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The address of an object in the shop, its handle. What exists keeps it, for it stands in links and search engines;
 * what is new and whose name another has gets one of its own.
 */
public final class Addresses {

    private static final String HANDLE = "handle";
    private static final String REDIRECT = "redirectNewHandle";
    private static final Set<String> TAKEN = Set.of("HANDLE_NOT_UNIQUE", "TAKEN");

    private Addresses() {}

    /**
     * Of what is written to an object that exists.
     *
     * @param follows the mapping says that the address follows the name; then the old one leads to the new one
     */
    public static void keep(ObjectNode sent, boolean follows) {
        if (!follows) {
            sent.remove(HANDLE);
        } else if (sent.has(HANDLE)) {
            sent.put(REDIRECT, true);
        }
    }

    /** Only the fields of the object, without what is to be done when its address changes. */
    public static void withoutRedirect(ObjectNode sent) {
        sent.remove(REDIRECT);
    }

    /** Has another object of the shop the handle that was sent? */
    public static boolean taken(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                && refused.errors().stream().anyMatch(Addresses::ofHandle);
    }

    private static boolean ofHandle(UserError error) {
        List<String> field = error.field();
        return !field.isEmpty()
                && field.get(field.size() - 1).equals(HANDLE)
                && (TAKEN.contains(String.valueOf(error.code()))
                        || error.message().contains("taken")
                        || error.message().contains("in use"));
    }

    /** What is to be said of an object whose handle is another than the mapping's; empty if it is that one. */
    public static String told(JsonNode sent, ObjectNode mapped) {
        String handle = sent.path(HANDLE).asString("");
        String wanted = mapped.path(HANDLE).asString("");
        return handle.isEmpty() || handle.equals(wanted)
                ? ""
                : " Its address is “%s”, because another has “%s”.".formatted(handle, wanted);
    }

    /** Makes the handle that is sent an item's own by its id; false if it is that already, or none is sent. */
    public static boolean makeDistinct(ObjectNode sent, ItemKey key) {
        String handle = sent.path(HANDLE).asString("");
        String id = Texts.slug(key.id());
        String own = "-" + (id.isEmpty() ? Integer.toHexString(key.id().hashCode()) : id);
        if (handle.isEmpty() || handle.endsWith(own)) {
            return false;
        }
        int left = Math.max(Texts.MAX_HANDLE - own.length(), 0);
        String whole = handle.substring(0, Math.min(handle.length(), left)) + own;
        String distinct = whole.substring(0, Math.min(whole.length(), Texts.MAX_HANDLE));
        if (distinct.equals(handle)) {
            return false;
        }
        sent.put(HANDLE, distinct);
        return true;
    }
}
