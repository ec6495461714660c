package io.silkroute.discount;

import io.silkroute.campaign.Terms;
import io.silkroute.campaign.UsedUp;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.IdentityLookup;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.ShopifyId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A campaign becomes a discount of the shop. */
@Component
class CampaignExporter implements ItemExporter {

    private final Discounts discounts;
    private final DiscountWriter writer;
    private final Mappings mappings;
    private final Items items;
    private final PendingChanges pending;
    private final FollowedItems followed;
    private final UsedUp usedUp;
    private final Exports exports;
    private final Outbox outbox;

    CampaignExporter(
            Discounts discounts,
            DiscountWriter writer,
            Mappings mappings,
            Items items,
            PendingChanges pending,
            FollowedItems followed,
            UsedUp usedUp,
            Exports exports,
            Outbox outbox) {
        this.discounts = discounts;
        this.writer = writer;
        this.mappings = mappings;
        this.items = items;
        this.pending = pending;
        this.followed = followed;
        this.usedUp = usedUp;
        this.exports = exports;
        this.outbox = outbox;
    }

    @Override
    public ItemType type() {
        return ItemType.CAMPAIGN;
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public String objectName() {
        return "discount";
    }

    @Override
    public String itemNames() {
        return "campaigns";
    }

    @Override
    public Map<String, DiscountRelated> related(ActiveRun run, List<ExportItem> campaigns) {
        Map<String, Terms> terms = new HashMap<>();
        campaigns.stream()
                .filter(one -> !one.deleted())
                .forEach(one -> terms.put(one.key().id(), Terms.of(one.image().image())));
        Selections.Looked looked = discounts
                .selections()
                .look(
                        run,
                        terms.values().stream()
                                .flatMap(one -> Discounts.selectionsOf(one).stream())
                                .toList());
        Map<String, UsedUp.Reached> reached = usedUp.among(run.connector(), terms.keySet());
        Map<String, DiscountRelated> related = new HashMap<>();
        for (ExportItem campaign : campaigns) {
            String id = campaign.key().id();
            Terms own = terms.get(id);
            if (own != null && own.value() != null) {
                UsedUp.Reached limit = UsedUp.stillReached(reached.get(id), own);
                Map<String, ItemKey> first = own.code() == null && !own.isAutomatic()
                        ? discounts.selections().firstJoining(run.connector(), id)
                        : Map.of();
                related.put(
                        id,
                        new DiscountRelated(
                                campaign.image().image(),
                                limit == null ? own : own.paused(),
                                own,
                                Discounts.applied(looked, own),
                                Discounts.bought(looked, own),
                                null,
                                first,
                                !items.codesOf(run.connector(), id, "", 1).isEmpty(),
                                limit));
            }
        }
        return related;
    }

    @Override
    public @Nullable String obstacle(ExportItem campaign) {
        String chosen = ChosenCampaigns.obstacle(campaign.run().config(), campaign.image());
        if (chosen != null) {
            return chosen;
        }
        if (!(campaign.related() instanceof DiscountRelated related)) {
            return "It grants nothing.";
        }
        Terms terms = related.terms();
        if (terms.code() == null && !terms.isAutomatic() && related.firstCodes().isEmpty() && !campaign.mayBeInShop()) {
            return "It has no code of its own, and no code joins it; codes with terms of their own are discounts of their own.";
        }
        return discounts.obstacle(campaign, terms);
    }

    @Override
    public @Nullable Awaited awaits(ExportItem campaign) {
        return discounts.awaits((DiscountRelated) campaign.related());
    }

    @Override
    public Rendered render(ExportItem campaign) {
        return DiscountRenderer.render(
                campaign,
                (DiscountRelated) campaign.related(),
                mappings.campaign(campaign.run().config().mapping()));
    }

    @Override
    public PayloadFields fields() {
        return DiscountFields.FIELDS;
    }

    @Override
    public Stage write(Stage.ToSend campaign) {
        return writer.write(campaign);
    }

    @Override
    public Outgoing outgoing(Stage.ToSend item) {
        return writer.outgoing(item);
    }

    @Override
    public boolean looksBeforeItWrites() {
        return true;
    }

    @Override
    public IdentityLookup.Query identity() {
        throw new UnsupportedOperationException("a discount has no unique metafield; it is found by its tag");
    }

    @Override
    public Asked<Optional<ShopifyId>> find(ItemCalls calls, ExportItem item, IdentityLookup lookup) {
        return discounts.find(calls, item, item.image().image().path("code").stringValue(null));
    }

    @Override
    public boolean canBeArchived() {
        return true;
    }

    @Override
    public String archived() {
        return "Deactivated in the shop: it ends there now.";
    }

    @Override
    public CallResult remove(ItemCalls calls, ExportItem item, ShopifyId shopifyId, Removal how) {
        return Discounts.remove(calls, shopifyId, how);
    }

    @Override
    public Request removal(ShopifyId shopifyId, Removal how) {
        return Discounts.removal(shopifyId, how);
    }

    @Override
    public boolean isGone(CallResult answer) {
        return Discounts.isGone(answer);
    }

    @Override
    public void recorded(ActiveRun run, List<Stage.Concluded> batch) {
        discounts.recorded(run.connector(), batch);
        noteFirstCodes(exports, run, batch);
        batch.forEach(one -> {
            if (one.conclusion() instanceof Conclusion.Written written && written.outcome() == Outcome.CREATED) {
                created(run, one, written);
            }
        });
        // Its codes join a discount that is new, or were waiting for one.
        List<String> made = batch.stream()
                .filter(one -> one.conclusion() instanceof Conclusion.Written written
                                && (written.outcome() == Outcome.CREATED || !isSame(one, written))
                        || one.conclusion() instanceof Conclusion.Removed)
                .map(one -> one.key().id())
                .toList();
        pending.markCodesOf(run.connector(), made, discounts.now(), false);
    }

    /**
     * A campaign without a code of its own is made with one of those that join it. Until that goes out itself, it is noted
     * that it may be in the shop: the PIM may withdraw it before.
     */
    static void noteFirstCodes(Exports exports, ActiveRun run, List<Stage.Concluded> batch) {
        List<Exports.Intent> intents = new ArrayList<>();
        for (Stage.Concluded one : batch) {
            Exported before = one.item().exported();
            if (one.conclusion() instanceof Conclusion.Written written
                    && written.now().shopifyId() != null
                    && (written.outcome() == Outcome.CREATED || before != null && before.inDoubt())
                    && one.item().related() instanceof DiscountRelated related) {
                String discount = written.now().shopifyId().gid();
                Map<String, Exported> codes = exports.find(
                        run.connector(),
                        ItemType.CODE,
                        related.joiningFirst().values().stream()
                                .map(ItemKey::id)
                                .toList());
                related.joiningFirst().forEach((code, key) -> {
                    Exported known = codes.get(key.id());
                    if (known == null || !known.inShop()) {
                        intents.add(
                                new Exports.Intent(key, known, joined(one.key().id(), discount, code)));
                    }
                });
            }
        }
        exports.noteIntents(run.connector(), run.id(), intents);
    }

    /** As much of a code's payload as it is found by. */
    private static ObjectNode joined(String campaign, String discount, String code) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("joins", campaign)
                .put("discount", discount)
                .put("code", code)
                .put("active", true);
    }

    private void created(ActiveRun run, Stage.Concluded one, Conclusion.Written written) {
        JsonNode image = one.item().image().image();
        String id = one.key().id();
        ShopifyId shopifyId = written.now().shopifyId();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("campaign", id);
        if (shopifyId != null) {
            data.put("shopifyId", shopifyId.gid());
        }
        data.put("method", image.path("method").asString("code"));
        for (String key : List.of("code", "starts", "ends")) {
            if (image.path(key).isString()) {
                data.put(key, image.path(key).asString(""));
            }
        }
        data.put("active", image.path("active").asBoolean(true));
        data.put("run", run.id());
        outbox.put(new OutboxEvent(
                ToldEvents.CAMPAIGN_CREATED,
                run.connector(),
                id + " " + (shopifyId == null ? run.id() : shopifyId.gid()),
                discounts.instant(),
                "The campaign " + id + " is in the shop now.",
                "/connectors/" + run.connector() + "/campaign?id=" + UriUtils.encode(id, StandardCharsets.UTF_8),
                data));
    }

    @Override
    public void othersRecorded(ActiveRun run, List<Stage.Concluded> batch) {
        followed.recorded(run, batch);
    }

    private static boolean isSame(Stage.Concluded one, Conclusion.Written written) {
        return one.item().exported() != null
                && Objects.equals(
                        one.item().exported().shopifyId(), written.now().shopifyId());
    }
}
