package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.util.Map;
import java.util.Set;

/** Told of every item that comes in, whether it is new or as it was. */
public interface StagedItemsListener {

    /**
     * Called within the transaction that stages a chunk.
     *
     * @param arrivals the items of the chunk with the number of their last arrival in it
     * @param changed those of them that are new or have another image than before
     */
    void staged(ConnectorName connector, Map<ItemKey, Long> arrivals, Set<ItemKey> changed);
}
