package io.silkroute.conflict.compared;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import java.util.List;

/** Knows which items name another one in the shop, as campaigns name products. Implementations are beans. */
public interface NamedInShop {

    /** Those that name an item; none if none does. */
    List<ItemKey> naming(ConnectorName connector, ItemKey named);
}
