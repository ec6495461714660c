package io.silkroute.export;

import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.Unsettled;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.RenderingChanged;
import io.silkroute.connector.Renderings;
import io.silkroute.export.pricelist.PriceListsOfRun;
import io.silkroute.mapping.Mappings;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Staging recognises an item that comes again as it is in the shop, and then nothing is rendered. That holds as long
 * as the same mapping would render it: after another mapping, or with other price lists, every item that comes is rendered and compared anew.
 * Nothing becomes pending by it; editing a connector starts nothing.
 */
@Component
class RenderedBy implements SmartInitializingSingleton {

    private final Connectors connectors;
    private final Mappings mappings;
    private final Unsettled unsettled;
    private final Renderings renderings;
    private final PriceListsOfRun priceLists;

    RenderedBy(
            Connectors connectors,
            Mappings mappings,
            Unsettled unsettled,
            Renderings renderings,
            PriceListsOfRun priceLists) {
        this.connectors = connectors;
        this.mappings = mappings;
        this.unsettled = unsettled;
        this.renderings = renderings;
        this.priceLists = priceLists;
    }

    /** Before any route works: the mapping files may be others than at the last start. */
    @Override
    public void afterSingletonsInstantiated() {
        connectors.all().forEach(this::look);
    }

    /** Connectors that this start has brought. */
    @EventListener(ApplicationStartedEvent.class)
    void started() {
        connectors.all().forEach(this::look);
    }

    @EventListener
    void changed(RenderingChanged event) {
        connectors.find(event.name()).ifPresent(this::look);
    }

    private void look(Connector connector) {
        Digest now = fingerprint(connector);
        if (renderings.noted(connector.name(), now.bytes())) {
            return;
        }
        unsettled.unsettleAll(connector.name()); // noted when it is done
        renderings.note(connector.name(), now.bytes());
    }

    private Digest fingerprint(Connector connector) {
        String mapping = connector.config().mapping();
        String rendered = mappings.names().contains(mapping)
                ? mappings.fingerprint(mapping).toString()
                : "no such file";
        boolean kept = connector.config().export().disableDeletions();
        return Digest.of(
                (rendered + (kept ? " what left is kept" : "") + lists(connector)).getBytes(StandardCharsets.UTF_8));
    }

    // Nothing where there are none, so that those who have never had any go on as they were.
    private String lists(Connector connector) {
        return priceLists.told(connector.name())
                + String.join("\n", connector.config().export().priceLists());
    }
}
