package io.silkroute.discount;

import io.silkroute.campaign.CodeImage;
import io.silkroute.campaign.Terms;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemStatus;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
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
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.ShopifyId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A code becomes a further code of its campaign's discount, or a discount of its own where it has terms of its own. */
@Component
class CodeExporter implements ItemExporter {

    private final Discounts discounts;
    private final CodeWriter writer;
    private final Mappings mappings;
    private final Items items;
    private final Exports exports;
    private final PendingChanges pending;

    CodeExporter(
            Discounts discounts,
            CodeWriter writer,
            Mappings mappings,
            Items items,
            Exports exports,
            PendingChanges pending) {
        this.discounts = discounts;
        this.writer = writer;
        this.mappings = mappings;
        this.items = items;
        this.exports = exports;
        this.pending = pending;
    }

    @Override
    public ItemType type() {
        return ItemType.CODE;
    }

    @Override
    public int order() {
        return 3;
    }

    @Override
    public String objectName() {
        return "code";
    }

    @Override
    public String itemNames() {
        return "codes";
    }

    @Override
    public Map<String, DiscountRelated> related(ActiveRun run, List<ExportItem> codes) {
        Map<String, CodesCampaign> campaigns = new HashMap<>();
        Map<String, ObjectNode> images = new HashMap<>();
        Set<String> ids = codes.stream()
                .filter(code -> !code.deleted())
                .map(code -> String.valueOf(code.image().parent()))
                .collect(Collectors.toSet());
        Map<String, Items.Stored> stored = items.find(run.connector(), ItemType.CAMPAIGN, ids);
        Map<String, Exported> exported = exports.find(run.connector(), ItemType.CAMPAIGN, ids);
        ids.forEach(id -> {
            Items.Stored campaign = stored.get(id);
            campaigns.put(id, campaign(run.config(), id, campaign, exported.get(id)));
            if (campaign != null) {
                images.put(id, campaign.item().image());
            }
        });
        Map<String, Terms> terms = new HashMap<>();
        codes.stream().filter(code -> !code.deleted()).forEach(code -> {
            Terms own = Terms.of(code.image().image());
            Terms theirs = Objects.requireNonNull(
                            campaigns.get(String.valueOf(code.image().parent())))
                    .terms();
            terms.put(code.key().id(), theirs == null ? own : own.within(theirs));
        });
        Selections.Looked looked = discounts
                .selections()
                .look(
                        run,
                        terms.values().stream()
                                .filter(one -> one.value() != null)
                                .flatMap(one -> Discounts.selectionsOf(one).stream())
                                .distinct()
                                .toList());
        Map<String, DiscountRelated> related = new HashMap<>();
        for (ExportItem code : codes) {
            Terms whole = terms.get(code.key().id());
            if (whole == null) {
                continue;
            }
            String parent = String.valueOf(code.image().parent());
            ObjectNode campaignsImage = images.get(parent);
            Terms own = Terms.of(code.image().image());
            boolean alone = own.hasOwnTerms() && whole.value() != null;
            related.put(
                    code.key().id(),
                    new DiscountRelated(
                            campaignsImage == null
                                    ? code.image().image()
                                    : CodeImage.within(code.image().image(), campaignsImage),
                            whole,
                            own,
                            alone ? Discounts.applied(looked, whole) : Applied.EVERYTHING,
                            alone ? Discounts.bought(looked, whole) : null,
                            campaigns.get(parent),
                            Map.of(),
                            false,
                            null));
        }
        return related;
    }

    private static CodesCampaign campaign(
            ConnectorConfig config, String id, Items.@Nullable Stored stored, @Nullable Exported exported) {
        if (stored == null) {
            return new CodesCampaign(id, null, null, exported);
        }
        String obstacle = stored.deleted()
                ? "The PIM has deleted it."
                : config.export().status() == StatusFilter.ONLY_VISIBLE
                                && stored.item().status() != ItemStatus.VISIBLE
                        ? "Its status is " + stored.item().status() + "."
                        : ChosenCampaigns.obstacle(config, stored.item());
        return new CodesCampaign(
                id,
                stored.deleted() ? null : Terms.of(stored.item().image()),
                obstacle == null ? null : "Its campaign " + id + " is not exported: " + obstacle,
                exported);
    }

    private static CodesCampaign campaign(DiscountRelated related) {
        return Objects.requireNonNull(related.campaign(), "a code has a campaign");
    }

    @Override
    public @Nullable String obstacle(ExportItem code) {
        if (!(code.related() instanceof DiscountRelated related)) {
            return "It names no campaign.";
        }
        CodesCampaign campaign = campaign(related);
        if (campaign.obstacle() != null) {
            return campaign.obstacle();
        }
        if (campaign.terms() == null) {
            return null;
        }
        if (!related.joins()) {
            return discounts.obstacle(code, related.terms());
        }
        if (code.mayBeInShop()) {
            return null;
        }
        if (!related.ownTerms().isActive()) {
            return "It is not active, and was not in the shop before.";
        }
        return campaign.discount() == null && !campaign.terms().isActive()
                ? "Its campaign " + campaign.id() + " is not active, and is not in the shop."
                : null;
    }

    @Override
    public @Nullable Awaited awaits(ExportItem code) {
        DiscountRelated related = (DiscountRelated) code.related();
        CodesCampaign campaign = campaign(related);
        ItemKey key = new ItemKey(ItemType.CAMPAIGN, campaign.id());
        if (campaign.terms() == null) {
            return new Awaited(key, "Waits for its campaign " + campaign.id() + ", which the PIM has not sent yet.");
        }
        if (!related.joins()) {
            return discounts.awaits(related);
        }
        return campaign.discount() == null
                        && !campaign.terms().isAutomatic()
                        && related.ownTerms().isActive()
                ? new Awaited(
                        key,
                        "Waits for its campaign " + campaign.id()
                                + ", whose discount it joins and which is not in the shop yet.")
                : null;
    }

    @Override
    public Rendered render(ExportItem code) {
        DiscountRelated related = (DiscountRelated) code.related();
        if (!related.joins()) {
            return DiscountRenderer.render(
                    code, related, mappings.code(code.run().config().mapping()));
        }
        CodesCampaign campaign = campaign(related);
        ShopifyId discount = campaign.discount();
        if (Objects.requireNonNull(campaign.terms()).isAutomatic()) {
            return new Rendered.Refused(List.of("Its campaign " + campaign.id()
                    + " is automatic, and an automatic discount has no codes. Give the code a value of its own."));
        }
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("joins", campaign.id())
                .put("discount", discount == null ? "" : discount.gid())
                .put("code", String.valueOf(related.ownTerms().code()))
                .put("active", related.ownTerms().isActive());
        return new Rendered.Payload(input, List.of(), List.of());
    }

    @Override
    public PayloadFields fields() {
        return DiscountFields.FIELDS;
    }

    @Override
    public Stage write(Stage.ToSend code) {
        return writer.write(code);
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
        throw new UnsupportedOperationException("a code has no unique metafield; it is found by itself");
    }

    @Override
    public Asked<Optional<ShopifyId>> find(ItemCalls calls, ExportItem item, IdentityLookup lookup) {
        return writer.find(calls, item);
    }

    @Override
    public boolean canBeArchived() {
        return true;
    }

    // A further code has no end of its own: it is there or not.
    @Override
    public Removal removes(ExportItem item, Removal how) {
        boolean joined = item.exported() != null
                && (CodeWriter.isRedeemCode(item.exported().shopifyId())
                        || item.exported().sending() != null
                                && item.exported().sending().has("discount"));
        return joined ? Removal.DELETE : how;
    }

    @Override
    public String archived() {
        return "Deactivated in the shop: it ends there now.";
    }

    @Override
    public CallResult remove(ItemCalls calls, ExportItem item, ShopifyId shopifyId, Removal how) {
        return writer.remove(calls, item.exported(), shopifyId, how);
    }

    @Override
    public Request removal(ShopifyId shopifyId, Removal how) {
        return Discounts.removal(shopifyId, how);
    }

    @Override
    public boolean isGone(CallResult answer) {
        return CodeWriter.isGone(answer);
    }

    @Override
    public void recorded(ActiveRun run, List<Stage.Concluded> batch) {
        discounts.recorded(run.connector(), batch);
        // A campaign without a code of its own begins with the first that joins it.
        long now = discounts.now();
        pending.mark(
                run.connector(),
                batch.stream()
                        .filter(one -> one.conclusion() instanceof Conclusion.Waits)
                        .map(one -> one.item().related())
                        .filter(DiscountRelated.class::isInstance)
                        .map(DiscountRelated.class::cast)
                        .filter(DiscountRelated::joins)
                        .map(CodeExporter::campaign)
                        .filter(campaign -> campaign.terms() != null
                                && campaign.terms().code() == null
                                && campaign.discount() == null)
                        .map(CodesCampaign::id)
                        .distinct()
                        .map(id -> PendingChanges.Mark.following(
                                new ItemKey(ItemType.CAMPAIGN, id), now, "a code has come that joins it"))
                        .toList());
    }
}
