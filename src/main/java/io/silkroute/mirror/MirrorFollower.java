package io.silkroute.mirror;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopevent.ShopEvent.Subject;
import io.silkroute.shopevent.ShopEventListener;
import io.silkroute.shopify.ShopifyId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows the shop's webhooks: what they name is read anew and stored, as far as its stream is mirrored at all. What a pull
 * has found stands in the mirror already, and is not listened to.
 */
@Component
class MirrorFollower implements ShopEventListener {

    private static final Map<Subject, Stream> STREAMS =
            Map.of(Subject.PRODUCT, Stream.PRODUCTS, Subject.CUSTOMER, Stream.CUSTOMERS, Subject.ORDER, Stream.ORDERS);

    private static final Logger LOG = LoggerFactory.getLogger(MirrorFollower.class);

    private final Connectors connectors;
    private final ShopObjects shop;
    private final MirrorCopies copies;
    private final MirrorObjects objects;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MirrorFollower(
            Connectors connectors,
            ShopObjects shop,
            MirrorCopies copies,
            MirrorObjects objects,
            TransactionTemplate transaction,
            Clock clock) {
        this.connectors = connectors;
        this.shop = shop;
        this.copies = copies;
        this.objects = objects;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.PRODUCT, Subject.CUSTOMER, Subject.ORDER, Subject.INVENTORY_ITEM);
    }

    @Override
    public void changed(List<ShopEvent> events) {
        List<ShopEvent> heard = events.stream()
                .filter(event -> event.origin() == ShopEvent.Origin.WEBHOOK)
                .toList();
        if (heard.isEmpty()) {
            return;
        }
        Connector connector = connectors.find(heard.get(0).connector()).orElse(null);
        if (connector == null) {
            return;
        }
        STREAMS.forEach((subject, stream) -> mirrored(
                connector,
                stream,
                () -> follow(connector, stream, of(heard, subject, false), of(heard, subject, true))));
        mirrored(connector, Stream.PRODUCTS, () -> {
            Set<String> products = new LinkedHashSet<>();
            slices(of(heard, Subject.INVENTORY_ITEM, false))
                    .forEach(items -> products.addAll(shop.productsOf(connector.name(), items)));
            follow(connector, Stream.PRODUCTS, List.copyOf(products), List.of());
        });
    }

    // What the app may not read would be told again and again; a pull of the stream fails with the same sentence.
    private void mirrored(Connector connector, Stream stream, Runnable follow) {
        if (copies.current(connector.name(), stream).isPresent()) {
            try {
                follow.run();
            } catch (NotTold refused) {
                if (!refused.notPermitted()) {
                    throw refused;
                }
                LOG.warn(
                        "The mirror of {} does not follow its {}: {}",
                        connector.name(),
                        stream.word(),
                        refused.getMessage());
            }
        }
    }

    private static List<String> of(List<ShopEvent> events, Subject subject, boolean deleted) {
        return events.stream()
                .filter(event -> event.subject() == subject && event.deleted() == deleted)
                .map(event -> event.id().gid())
                .toList();
    }

    private void follow(Connector connector, Stream stream, List<String> changed, List<String> deleted) {
        ConnectorName name = connector.name();
        MirrorReading reading =
                new MirrorReading("heard-" + UUID.randomUUID().toString().substring(0, 18), clock.instant(), false);
        slices(changed).forEach(ids -> {
            Map<String, MirroredObject> found = shop.byId(name, stream, ids);
            transaction.executeWithoutResult(status -> {
                Copy copy = copy(connector, stream);
                objects.store(copy, List.copyOf(found.values()), reading);
                remove(copy, ids.stream().filter(id -> !found.containsKey(id)).toList(), reading);
            });
        });
        slices(deleted)
                .forEach(ids ->
                        transaction.executeWithoutResult(status -> remove(copy(connector, stream), ids, reading)));
    }

    private Copy copy(Connector connector, Stream stream) {
        return copies.current(
                connector.name(), stream, connector.config().shop().address().toString());
    }

    private void remove(Copy copy, List<String> ids, MirrorReading reading) {
        if (!ids.isEmpty()) {
            objects.remove(copy, ids.stream().map(ShopifyId::new).toList(), List.of(), reading);
        }
    }

    private static List<List<String>> slices(List<String> ids) {
        List<List<String>> slices = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += ShopObjects.BY_ID) {
            slices.add(ids.subList(from, Math.min(ids.size(), from + ShopObjects.BY_ID)));
        }
        return slices;
    }
}
