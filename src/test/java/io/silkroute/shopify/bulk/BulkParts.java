package io.silkroute.shopify.bulk;

import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Pause;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.call.Faults;
import io.silkroute.shopify.call.Shops;
import java.time.Clock;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** Bulk operations on the gateway of a test. */
public record BulkParts(BulkOperations operations, BulkRows rows, BulkFiles files) {

    public BulkParts(
            Shops shops,
            Gateway gateway,
            Faults faults,
            ShopifySettings settings,
            Pause pause,
            JdbcTemplate jdbc,
            Clock clock,
            ObjectProvider<ProducerTemplate> camel,
            ObjectMapper json) {
        this(shops, gateway, faults, settings, pause, new BulkRows(jdbc, clock), new BulkFiles(camel, json), json);
    }

    private BulkParts(
            Shops shops,
            Gateway gateway,
            Faults faults,
            ShopifySettings settings,
            Pause pause,
            BulkRows rows,
            BulkFiles files,
            ObjectMapper json) {
        this(
                new BulkOperations(
                        shops,
                        rows,
                        new BulkStart(gateway, files, settings, pause),
                        new BulkResults(gateway, files, faults, settings, pause, new BulkEnds(pause)),
                        settings,
                        json),
                rows,
                files);
    }
}
