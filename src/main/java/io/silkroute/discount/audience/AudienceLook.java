package io.silkroute.discount.audience;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.Asked;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.EligibilityLook;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks up the customers and segments of the discounts that are in the shop. Somebody whom the shop did not know when a
 * discount went out may be known by now, and nothing of the discount itself would make it go out again.
 */
@Component
class AudienceLook implements EligibilityLook {

    private static final int PAGE = 200;
    private static final int MOST = 1_000; // calls, one for each address or name

    private final Gateway gateway;
    private final Exports exports;
    private final PendingChanges pending;
    private final Clock clock;

    AudienceLook(Gateway gateway, Exports exports, PendingChanges pending, Clock clock) {
        this.gateway = gateway;
        this.exports = exports;
        this.pending = pending;
        this.clock = clock;
    }

    @Override
    public Looked look(ConnectorName connector) {
        Answers answers = new Answers(connector);
        Set<String> customers = new HashSet<>();
        try {
            for (ItemType type : List.of(ItemType.CAMPAIGN, ItemType.CODE)) {
                String after = "";
                List<String> page;
                do {
                    page = exports.exportedAfter(connector, type, after, PAGE);
                    look(connector, type, page, answers, customers);
                    after = page.isEmpty() ? after : page.get(page.size() - 1);
                } while (page.size() == PAGE);
            }
            return new Looked(customers.size(), null);
        } catch (ShopUnread unread) {
            return new Looked(customers.size(), unread.getMessage());
        }
    }

    private void look(
            ConnectorName connector, ItemType type, List<String> page, Answers answers, Set<String> customers) {
        List<ItemKey> others = new ArrayList<>();
        for (Exported one : exports.find(connector, type, page).values()) {
            JsonNode context = one.payload() == null ? null : one.payload().path("context");
            if (context != null && one.isExported() && (context.has("customers") || context.has("segments"))) {
                context.path("customers").forEach(word -> customers.add(word.asString("")));
                if (!answers.audience(context).equals(before(one))) {
                    others.add(one.key());
                }
            }
        }
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        pending.mark(
                connector,
                others.stream()
                        .map(key -> PendingChanges.Mark.following(key, now, PendingChanges.REPLAY))
                        .toList());
    }

    private static Set<String> before(Exported exported) {
        Set<String> before = new LinkedHashSet<>();
        if (exported.refs() != null) {
            exported.refs().path("audience").forEach(id -> before.add(id.asString("")));
        }
        return before;
    }

    /** Of the shop; what was asked before is not asked again. */
    private final class Answers {

        private final ConnectorName connector;
        private final Map<ObjectNode, JsonNode> known = new HashMap<>();

        Answers(ConnectorName connector) {
            this.connector = connector;
        }

        /** Nobody, where the shop knows none of them. */
        Set<String> audience(JsonNode context) {
            return Audience.of(this::ask, context).either(Audience::ids, nobody -> Set.of());
        }

        private Asked<JsonNode> ask(Operation operation, ObjectNode variables) {
            JsonNode before = known.get(variables);
            if (before != null) {
                return new Asked.Told<>(before);
            }
            if (known.size() == MOST) {
                throw new ShopUnread(
                        "More than %,d customers and segments are named; the rest was not looked up.".formatted(MOST));
            }
            CallResult answer = gateway.call(connector, operation, variables);
            if (!(answer instanceof CallResult.Accepted accepted)) {
                throw ShopUnread.of(answer);
            }
            known.put(variables.deepCopy(), accepted.data());
            return new Asked.Told<>(accepted.data());
        }
    }
}
