package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.Identity;
import io.silkroute.export.IdentityLookup;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Rendered;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One class brings a further type of items to the shop: filtered, compared, recorded, previewed and removed as others. */
class NewItemTypeAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start("spring.main.sources=" + CampaignExporter.class.getName());
        silkroute = application.silkroute;
    }

    /** A campaign becomes a collection of its name. */
    static final class CampaignExporter implements ItemExporter {

        private final Gateway gateway;

        CampaignExporter(Gateway gateway) {
            this.gateway = gateway;
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
            return "campaign";
        }

        @Override
        public String itemNames() {
            return "campaigns";
        }

        @Override
        public @Nullable String obstacle(ExportItem campaign) {
            return campaign.image().image().has("name") ? null : "It has no name.";
        }

        @Override
        public Rendered render(ExportItem campaign) {
            ObjectNode input = object();
            input.put("title", campaign.image().image().at("/name/en_US").asString());
            return new Rendered.Payload(input, List.of(), List.of());
        }

        @Override
        public Stage write(Stage.ToSend campaign) {
            ItemCalls calls = new ItemCalls(gateway, campaign.item());
            ObjectNode input = campaign.input().deepCopy();
            input.putArray("metafields").add(Identity.metafield(campaign.key()));
            Asked<Conclusion> written = calls.read(
                            Operation.named("collectionCreate"), object().set("collection", input))
                    .map(data -> new Conclusion.Written(
                            Outcome.CREATED,
                            new Exported(
                                    campaign.key(),
                                    ShopifyId.of(data.at("/collectionCreate/collection")),
                                    Exported.State.EXPORTED,
                                    campaign.mapped().hash(),
                                    campaign.input(),
                                    null),
                            true,
                            "The campaign has begun."));
            return written.either(campaign::concluded, campaign::concluded).using(calls.used());
        }

        @Override
        public IdentityLookup.Query identity() {
            return new IdentityLookup.Query(Operation.named("collectionByCustomId"), "collectionByIdentifier");
        }

        @Override
        public boolean canBeArchived() {
            return false;
        }

        @Override
        public Request removal(ShopifyId shopifyId, Removal how) {
            ObjectNode variables = object();
            variables.putObject("input").put("id", shopifyId.gid());
            return new Request(Operation.named("collectionDelete"), variables);
        }

        @Override
        public boolean isGone(CallResult answer) {
            return false;
        }

        private static ObjectNode object() {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static Pim campaign(String id) {
        return new Pim(Silkroute.JSON.createObjectNode().put("type", "campaign").put("id", id));
    }

    private static String would(String id) {
        return silkroute
                .get("/api/connectors/campaigns/items/campaign/" + id)
                .json()
                .path("would")
                .asString();
    }

    @Test
    void it_is_exported_compared_previewed_and_removed() {
        silkroute.connect("campaigns", "{\"export\":{\"disableDeletions\":false,\"removal\":\"delete\"}}");
        Pim summer = campaign("nt1").named("Summer of the new type");

        silkroute.synchronize("campaigns", summer, campaign("nt2"));
        assertThat(silkroute.told("campaigns", "campaign", "nt1")).contains("The campaign has begun.");
        assertThat(silkroute.told("campaigns", "campaign", "nt2")).contains("It has no name.");
        assertThat(silkroute.collections()).containsKey("nt1");
        assertThat(would("nt1")).isEqualTo("skip");
        assertThat(would("nt2")).isEqualTo("filter");

        silkroute.synchronize("campaigns", Pim.deleted("campaign", "nt1"));
        assertThat(silkroute.told("campaigns", "campaign", "nt1"))
                .contains("The PIM has deleted it. Deleted from the shop.");
        assertThat(silkroute.collections()).doesNotContainKey("nt1");
    }
}
