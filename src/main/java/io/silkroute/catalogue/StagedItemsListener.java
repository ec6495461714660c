package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.util.Map;

/** Told of every item that comes in, whether it is new or as it was. */
public interface StagedItemsListener {

    /**
     * Called within the transaction that stages a chunk.
     *
     * @param arrivals the items of the chunk with the number of their last arrival in it
     */
    void staged(ConnectorName connector, Map<ItemKey, Long> arrivals);
}
