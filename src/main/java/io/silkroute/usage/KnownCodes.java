package io.silkroute.usage;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.StagedItemsListener;
import io.silkroute.connector.ConnectorName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * Which campaign a code or an automatic discount's title belongs to, written as the PIM's items come in. What was once
 * known stays known: orders of the past name codes and titles of their time.
 */
@Repository
class KnownCodes implements StagedItemsListener {

    private final JdbcTemplate jdbc;
    private final Items items;

    KnownCodes(JdbcTemplate jdbc, Items items) {
        this.jdbc = jdbc;
        this.items = items;
    }

    private record Named(UseKey key, String code, String campaign) {}

    /** Is there anything of this connector's whose usage could be asked for? */
    boolean any(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select use_key from known_code where connector = ? fetch first 1 rows only",
                        String.class,
                        connector.text())
                .isEmpty();
    }

    @Override
    public void staged(ConnectorName connector, Map<ItemKey, Long> arrivals, Set<ItemKey> changed) {
        Map<UseKey, Named> named = new LinkedHashMap<>();
        for (ItemType type : List.of(ItemType.CAMPAIGN, ItemType.CODE)) {
            List<String> ids = changed.stream()
                    .filter(key -> key.type() == type)
                    .map(ItemKey::id)
                    .sorted()
                    .toList();
            if (!ids.isEmpty()) {
                items.find(connector, type, ids).values().forEach(stored -> {
                    if (!stored.deleted()) {
                        of(stored.item()).forEach(one -> named.put(one.key(), one));
                    }
                });
            }
        }
        if (named.isEmpty()) {
            return;
        }
        List<Named> rows = named.values().stream()
                .sorted(java.util.Comparator.comparing(one -> one.key().text()))
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
