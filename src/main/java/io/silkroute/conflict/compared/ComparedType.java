package io.silkroute.conflict.compared;

import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.shopevent.ShopEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How the items of one type are compared with the objects that they have become. Implementations are beans. */
public interface ComparedType {

    ItemType type();

    /** What the shop tells changes of. */
    ShopEvent.Subject subject();

    /** The fields of its payloads by name. */
    PayloadFields fields();

    /** What the shop holds of one item. */
    sealed interface Seen permits Gone, There {}

    /** Nothing: the object is not there any more. */
    record Gone() implements Seen {}

    /**
     * The object, by field that was exported.
     *
     * @param shop in the form of a payload; without those that could not be read as a whole
     * @param updatedAt when the shop says that it became as it is; null if it does not
     */
    record There(Map<String, JsonNode> shop, @Nullable Instant updatedAt) implements Seen {}

    /**
     * Reads these objects anew, all of them in as few calls as may be.
     *
     * @param exported each with its id in the shop and a payload
     * @return by item id
     * @throws ShopUnread if the shop did not tell
     */
    Map<String, Seen> look(ConnectorName connector, ConnectorConfig config, List<Exported> exported);

    /** Are the two the same value of a field, whatever form the shop has given it? */
    boolean same(String field, JsonNode one, JsonNode other);
}
