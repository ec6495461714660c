package io.silkroute.pull;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.Copy;
import io.silkroute.mirror.MirrorCopies;
import io.silkroute.mirror.MirrorObjects;
import io.silkroute.mirror.MirroredObject;
import io.silkroute.mirror.NotTold;
import io.silkroute.mirror.ShopObjects;
import io.silkroute.mirror.Stored;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.ShopifyId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what was changed and what was deleted since a stream's checkpoint. Each page is stored in one transaction with the
 * checkpoint that it reaches, so that what is cut off goes on where it was.
 */
@Component("pullNews")
class PullNews {

    private static final Operation DELETED = Operation.named("objectsDeleted");

    // Shopify pages through 25,000 objects and no further. https://shopify.dev/docs/api/usage/limits
    private static final int PAGES_OF_EVENTS = 250;

    private final Gateway gateway;
    private final Connectors connectors;
    private final ShopObjects shop;
    private final MirrorCopies copies;
    private final MirrorObjects objects;
    private final PullBook book;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PullNews(
            Gateway gateway,
            Connectors connectors,
            ShopObjects shop,
            MirrorCopies copies,
            MirrorObjects objects,
            PullBook book,
            TransactionTemplate transaction,
            Clock clock) {
        this.gateway = gateway;
        this.connectors = connectors;
        this.shop = shop;
        this.copies = copies;
        this.objects = objects;
        this.book = book;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What was changed since the checkpoint, and a while before it: the shop's search may find a change late. */
    public void readChanged(PullTask task) {
        Instant checkpoint = book.find(task.connector(), task.stream())
                .map(StreamStand::checkpoint)
                .orElseThrow(() -> new NotTold("There is no checkpoint to go on from."));
        Copy copy = copy(task);
        Instant from = checkpoint.minus(overlap(task.connector()));
        ChangedPages pages = new ChangedPages(shop, task.connector(), task.stream(), from);
        for (List<MirroredObject> page = pages.next(); page != null; page = pages.next()) {
            List<MirroredObject> read = page;
            transaction.executeWithoutResult(status -> {
                book.hold(task, clock.instant().plus(PullWork.LEASE));
                Stored stored = objects.store(copy, read, task.reading(clock.instant()));
                // What is told again while everything was read is seen already.
                book.count(task, task.onlyNew() ? stored : new Stored(0, stored.changed(), stored.removed()));
                book.reached(task, pages.newest());
            });
        }
    }

    private Duration overlap(ConnectorName connector) {
        return connectors
                .find(connector)
                .map(found -> found.config().pull().overlapping())
                .orElse(Duration.ofMinutes(5));
    }

    private Copy copy(PullTask task) {
        String address = connectors
                .find(task.connector())
                .map(found -> found.config().shop().address().toString())
                .orElseThrow(() -> new PullLost(task.pull()));
        return copies.current(task.connector(), task.stream(), address);
    }

    /** What was deleted since the checkpoint of deletions, as the shop's events tell. */
    public void readDeleted(PullTask task) {
        Instant known = book.find(task.connector(), task.stream())
                .map(StreamStand::deletedTo)
                .orElseThrow(() -> new NotTold("There is no checkpoint to go on from."));
        Instant from = known.minus(overlap(task.connector()));
        Instant newest = known;
        for (String type : types(task.stream())) {
            Instant reached = readDeleted(task, type, from, known);
            newest = reached.isAfter(newest) ? reached : newest;
        }
        Instant reached = newest;
        transaction.executeWithoutResult(status -> {
            book.hold(task, clock.instant().plus(PullWork.LEASE));
            book.reachedDeleted(task, reached);
        });
    }

    /** What the Admin API calls them in its events. */
    private static List<String> types(Stream stream) {
        return switch (stream) {
            case PRODUCTS -> List.of("PRODUCT");
            case CUSTOMERS -> List.of("CUSTOMER");
            case ORDERS -> List.of("ORDER");
            case DISCOUNTS -> List.of("DISCOUNT_CODE_NODE", "DISCOUNT_AUTOMATIC_NODE");
        };
    }

    /** @return when the last of them was deleted; {@code known} if there is none */
    private Instant readDeleted(PullTask task, String type, Instant from, Instant known) {
        ObjectNode variables = JsonNodeFactory.instance
                .objectNode()
                .put("query", "subject_type:" + type + " action:destroy created_at:>='" + from + "'");
        Instant newest = known;
        String after = null;
        int pages = 0;
        do {
            if (pages++ == PAGES_OF_EVENTS) {
                throw new NotTold("More was deleted than Shopify tells of. Get all, which finds it by comparing.");
            }
            variables.put("after", after);
            JsonNode events = NotTold.data(gateway.call(task.connector(), DELETED, variables))
                    .path("events");
            Map<String, Instant> deleted = new LinkedHashMap<>();
            for (JsonNode event : events.path("nodes")) {
                if (event.path("action").asString("").equals("destroy")
                        && event.path("subjectType").asString("").equals(type)) {
                    deleted.put(
                            event.path("subjectId").asString(""),
                            Instant.parse(event.path("createdAt").asString("")));
                }
            }
            remove(task, deleted, known);
            for (Instant at : deleted.values()) {
                newest = at.isAfter(newest) ? at : newest;
            }
            after = Pages.after(events);
        } while (after != null);
        return newest;
    }

    // What was never held is told as well: it may have been ours, made and deleted between two pulls.
    private void remove(PullTask task, Map<String, Instant> deleted, Instant known) {
        if (deleted.isEmpty()) {
            return;
        }
        Copy copy = copy(task);
        transaction.executeWithoutResult(status -> {
            book.hold(task, clock.instant().plus(PullWork.LEASE));
            Set<String> held = objects.among(copy, deleted.keySet());
            List<ShopifyId> told = new ArrayList<>();
            deleted.forEach((id, at) -> {
                if (held.contains(id) || at.isAfter(known)) {
                    told.add(new ShopifyId(id));
                }
            });
            book.count(
                    task,
                    objects.remove(
                            copy, held.stream().map(ShopifyId::new).toList(), told, task.reading(clock.instant())));
        });
    }
}
