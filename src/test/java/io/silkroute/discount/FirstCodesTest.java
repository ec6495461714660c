package io.silkroute.discount;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.anItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.campaign.Terms;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.platform.TestDatabase;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.ShopifyId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A campaign that is made with a code of somebody else's item leaves a note by which that code can be withdrawn. */
class FirstCodesTest {

    private static final ItemKey ANNA = new ItemKey(ItemType.CODE, "K-ANNA");

    private final Exports exports =
            new Exports(new JdbcTemplate(TestDatabase.hsqldb()), new ObjectMapper(), Clock.systemUTC());
    private final ActiveRun run = aRun().begun();

    private void recorded(Outcome outcome) {
        ObjectNode image =
                JsonNodeFactory.instance.objectNode().put("type", "campaign").put("id", "K");
        ExportItem campaign = anItem(ItemType.CAMPAIGN, "K")
                .in(run)
                .with(new DiscountRelated(
                        image,
                        Terms.of(image),
                        Terms.of(image),
                        Applied.EVERYTHING,
                        null,
                        null,
                        Map.of("ANNA10", ANNA),
                        true,
                        null));
        Conclusion made = new Conclusion.Written(
                outcome,
                new Exported(
                        campaign.key(),
                        new ShopifyId("gid://shopify/DiscountCodeNode/1"),
                        Exported.State.EXPORTED,
                        null,
                        image,
                        null),
                false,
                "Made.");
        CampaignExporter.noteFirstCodes(exports, run, List.of(new Stage.Concluded(campaign, made)));
    }

    private Optional<Exported> anna() {
        return exports.find(run.connector(), ANNA);
    }

    @Test
    void its_codes_are_noted_until_they_go_out_themselves() {
        recorded(Outcome.CREATED);
        assertThat(anna()).hasValueSatisfying(code -> {
            assertThat(code.inDoubt()).isTrue();
            assertThat(code.mayBeActive()).isTrue();
            assertThat(Objects.requireNonNull(code.sending()).path("discount").asString())
                    .isEqualTo("gid://shopify/DiscountCodeNode/1");
            assertThat(Objects.requireNonNull(code.sending()).path("code").asString())
                    .isEqualTo("ANNA10");
        });
    }

    @Test
    void a_campaign_that_was_there_leaves_no_note() {
        recorded(Outcome.UPDATED);
        assertThat(anna()).isEmpty();
    }
}
