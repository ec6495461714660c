package io.silkroute.preview;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The item that an address or a parameter names. */
public final class AskedItem {

    private AskedItem() {}

    /** @throws ResponseStatusException 404 if there is no such type */
    public static ItemKey key(String type, String id) {
        return new ItemKey(type(type), id);
    }

    /** @throws ResponseStatusException 404 if there is none */
    public static ItemType type(String word) {
        return ItemType.of(word)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "There is no item type " + word + "; use product, variant, category, campaign or code."));
    }

    public static ResponseStatusException unknown(ConnectorName connector, ItemKey key) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, "The PIM has not sent a " + key + " to connector " + connector + ".");
    }
}
