package io.silkroute.search;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the index of what the tables hold already, slice by slice: connector by connector, type by type, by id. */
@Component
class IndexBuild {

    private static final int SLICE = 500;

    private final Connectors connectors;
    private final Items items;
    private final IndexedItems indexed;

    IndexBuild(Connectors connectors, Items items, IndexedItems indexed) {
        this.connectors = connectors;
        this.items = items;
        this.indexed = indexed;
    }

    /** Where it stands: all up to this item are in the index. @param after an id; empty: none of the type yet */
    record Place(String connector, ItemType type, String after) {

        static final Place FIRST = new Place("", List.of(ItemType.values()).get(0), "");

        static Optional<Place> of(String text) {
            String[] parts = text.split(" ", 3);
            return parts.length < 3
                    ? Optional.empty()
                    : ItemType.of(parts[1]).map(type -> new Place(parts[0], type, parts[2]));
        }

        /** Where a connector begins, unless that is behind the other place. */
        static Place earlier(@Nullable Place other, String connector) {
            return other != null && other.connector().compareTo(connector) <= 0
                    ? other
                    : new Place(connector, FIRST.type(), "");
        }

        @Override
        public String toString() {
            return connector + " " + type + " " + after;
        }
    }

    /** Brings the next items in. @return where it stands then; null: at the end */
    @Nullable
    Place next(SearchIndex index, Place from) throws IOException {
        ConnectorName connector = connectors.all().stream()
                .map(Connector::name)
                .filter(name -> name.text().compareTo(from.connector()) >= 0)
                .min(ConnectorName::compareTo)
                .orElse(null);
        if (connector == null) {
            return null;
        }
        Place place =
                connector.text().equals(from.connector()) ? from : new Place(connector.text(), Place.FIRST.type(), "");
        List<String> ids = items.ids(connector, place.type(), place.after(), SLICE);
        indexed.put(
                index,
                connector,
                ids.stream().map(id -> new ItemKey(place.type(), id)).toList());
        if (ids.size() == SLICE) {
            return new Place(place.connector(), place.type(), ids.get(SLICE - 1));
        }
        List<ItemType> types = List.of(ItemType.values());
        int next = types.indexOf(place.type()) + 1;
        return next < types.size()
                ? new Place(place.connector(), types.get(next), "")
                : new Place(place.connector() + "!", Place.FIRST.type(), ""); // before every other name behind it
    }
}
