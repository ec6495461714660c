package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The items of a database, into which a test writes without whatever listens to staging. */
public final class StoredItems extends Items {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;

    public StoredItems(JdbcTemplate jdbc) {
        super(jdbc);
        this.jdbc = jdbc;
    }

    /** What is pending of them. */
    public PendingChanges pending() {
        return new PendingChanges(jdbc, Clock.systemUTC());
    }

    /** @param items JSON with single quotes */
    public StoredItems holding(ConnectorName connector, String... items) {
        for (String text : items) {
            Item item = Item.of((ObjectNode) JSON.readTree(text.replace('\'', '"')));
            byte[] digest = new byte[32];
            jdbc.update(
                    "insert into item (id, type, connector, parent, status, deleted, arrival, first_arrival, raw_digest,"
                            + " image_digest, image) values (?, ?, ?, ?, 'visible', false, 1, 1, ?, ?, ?)",
                    item.id(),
                    item.type().word(),
                    connector.text(),
                    item.parent(),
                    digest,
                    digest,
                    item.image().toString().getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }
}
