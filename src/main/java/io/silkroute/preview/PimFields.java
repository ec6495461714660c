package io.silkroute.preview;

import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.Connector;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which of the PIM's fields a connector's mapping makes a field of the shop from. */
@Component
class PimFields {

    private final Mappings mappings;

    PimFields(Mappings mappings) {
        this.mappings = mappings;
    }

    /** The first that is there counts. @param field of the shop, as a path: {@code variants.price} */
    List<String> of(Connector connector, ItemType type, String field) {
        String file = connector.config().mapping();
        Mapping mapping = switch (type) {
            case CATEGORY -> mappings.collection(file);
            case CAMPAIGN -> mappings.campaign(file);
            case CODE -> mappings.code(file);
            case PRODUCT, VARIANT -> mappings.product(file);
        };
        return mapping.sources(field);
    }
}
