package io.silkroute.usage;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.StagedItemsListener;
import io.silkroute.connector.ConnectorName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Which campaign a code or an automatic discount's title belongs to, written as the PIM's items come in. What was once
 * known stays known: orders of the past name codes and titles of their time. Of items that an earlier version took in it
 * is noted at the next start; until then no orders are read for their connector, as the uses of codes that are not known
 * yet would be missed.
 */
@Repository
class KnownCodes implements StagedItemsListener {

    private static final Logger LOG = LoggerFactory.getLogger(KnownCodes.class);
    private static final int SLICE = 500;
    private static final int ATTEMPTS = 3;

    private final JdbcTemplate jdbc;
    private final Items items;
    private final TransactionTemplate transaction;

    KnownCodes(JdbcTemplate jdbc, Items items, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.items = items;
        this.transaction = transaction;
    }

    private record Named(UseKey key, String code, String campaign) {}

    /** Is there anything of this connector's whose usage could be asked for, and is all of it known? */
    boolean any(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select use_key from known_code where connector = ? and not exists"
                                + " (select 1 from known_code_gap g where g.connector = ?) fetch first 1 rows only",
                        String.class,
                        connector.text(),
                        connector.text())
                .isEmpty();
    }

    /** Items that came before it was noted whose a code is. */
    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        for (String connector :
                jdbc.queryForList("select connector from known_code_gap order by connector", String.class)) {
            fill(new ConnectorName(connector));
            jdbc.update("delete from known_code_gap where connector = ?", connector);
        }
    }

    private void fill(ConnectorName connector) {
        for (ItemType type : List.of(ItemType.CAMPAIGN, ItemType.CODE)) {
            List<String> ids = List.of();
            do {
                ids = items.ids(connector, type, ids.isEmpty() ? "" : ids.get(ids.size() - 1), SLICE);
                List<String> slice = ids;
                for (int attempt = 1; !filled(connector, type, slice); attempt++) {
                    if (attempt == ATTEMPTS) {
                        throw new IllegalStateException("The codes of " + connector + " could not be noted.");
                    }
                }
            } while (ids.size() == SLICE);
        }
    }

    /** @return false if another node, or a push, has noted one of them at the same moment */
    private boolean filled(ConnectorName connector, ItemType type, List<String> ids) {
        try {
            transaction.executeWithoutResult(status -> save(connector, named(connector, type, ids)));
            return true;
        } catch (ConcurrencyFailureException | DataIntegrityViolationException meanwhile) {
            LOG.debug("{} is noting its codes as well", connector, meanwhile);
            return false;
        }
    }

    @Override
    public void staged(ConnectorName connector, Map<ItemKey, Long> arrivals, Set<ItemKey> changed) {
        Map<UseKey, Named> named = new LinkedHashMap<>();
        for (ItemType type : List.of(ItemType.CAMPAIGN, ItemType.CODE)) {
            named.putAll(named(
                    connector,
                    type,
                    changed.stream()
                            .filter(key -> key.type() == type)
                            .map(ItemKey::id)
                            .sorted()
                            .toList()));
        }
        save(connector, named);
    }

    private Map<UseKey, Named> named(ConnectorName connector, ItemType type, List<String> ids) {
        Map<UseKey, Named> named = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            items.find(connector, type, ids).values().forEach(stored -> {
                if (!stored.deleted()) {
                    of(stored.item()).forEach(one -> named.put(one.key(), one));
                }
            });
        }
        return named;
    }

    private void save(ConnectorName connector, Map<UseKey, Named> named) {
        if (named.isEmpty()) {
            return;
        }
        List<Named> rows = named.values().stream()
                .sorted(Comparator.comparing(one -> one.key().text()))
                .toList();
        jdbc.batchUpdate(
                "delete from known_code where use_key = ? and connector = ?",
                rows.stream()
                        .map(one -> new Object[] {one.key().text(), connector.text()})
                        .toList());
        jdbc.batchUpdate(
                "insert into known_code (use_key, connector, code, campaign) values (?, ?, ?, ?)",
                rows.stream()
                        .map(one -> new Object[] {one.key().text(), connector.text(), one.code(), one.campaign()})
                        .toList());
    }

    private static List<Named> of(Item item) {
        JsonNode image = item.image();
        if (item.type() == ItemType.CODE) {
            return code(image, image.path("campaign").asString(""));
        }
        return image.path("method").asString("").equals("automatic")
                ? titles(image, item.id())
                : code(image, item.id());
    }

    private static List<Named> code(JsonNode image, String campaign) {
        String code = image.path("code").asString("");
        return code.isBlank() || campaign.isEmpty()
                ? List.of()
                : List.of(new Named(UseKey.ofCode(code), UseKey.bounded(code), campaign));
    }

    /** In whatever language it goes to the shop, or by its id where it has no name. */
    private static List<Named> titles(JsonNode image, String campaign) {
        List<String> titles = new ArrayList<>();
        JsonNode name = image.path("name");
        if (name.isObject()) {
            name.forEach(text -> titles.add(text.asString("")));
        } else {
            titles.add(name.asString(""));
        }
        titles.add(campaign);
        return titles.stream()
                .filter(title -> !title.isBlank())
                .map(title -> new Named(UseKey.ofTitle(title), UseKey.bounded(title), campaign))
                .toList();
    }
}
