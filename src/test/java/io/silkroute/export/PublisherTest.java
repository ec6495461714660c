package io.silkroute.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.ledger.Exported;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.FakeGateway;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** How what is new in the shop comes to its online store. */
class PublisherTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDED = "{'publicationUpdate':{'publication':{'id':'gid://shopify/Publication/1'}}}";
    private static final String PUBLISHED = "{'publishablePublish':{'userErrors':[]}}";

    private final FakeGateway gateway = new FakeGateway();
    private final Publisher publisher = new Publisher(gateway, gateway.setup(List.of()), JSON);
    private final ActiveRun run = ARun.aRun().begun();

    private Stage written(String id, boolean isNew) {
        ItemKey key = ItemKey.product(id);
        Exported now = new Exported(
                key,
                new ShopifyId("gid://shopify/Product/" + id),
                Exported.State.EXPORTED,
                null,
                JsonNodeFactory.instance.objectNode(),
                null);
        return AnItem.aProduct(id)
                .rendered("{}")
                .toSend(run)
                .concluded(new Conclusion.Written(Outcome.CREATED, now, isNew, "Created."));
    }

    private List<Stage> newOnes(int count) {
        List<Stage> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(written(String.valueOf(i), true));
        }
        return batch;
    }

    private static List<Outcome> outcomes(List<Stage> batch) {
        return batch.stream()
                .map(stage -> ((Conclusion.Final) ((Stage.Concluded) stage).conclusion()).outcome())
                .toList();
    }

    @Test
    void what_is_new_in_a_batch_goes_fifty_at_a_time() {
        gateway.accepts("publicationUpdate", ADDED).accepts("publishablePublish", PUBLISHED);
        List<Stage> batch = newOnes(51);
        batch.add(written("known", false));

        List<Stage> published = publisher.publish(batch);

        assertThat(gateway.operations()).containsExactly("publicationUpdate", "publishablePublish");
        assertThat(gateway.variablesOf("publicationUpdate").at("/input/publishablesToAdd"))
                .hasSize(50);
        assertThat(gateway.variablesOf("publicationUpdate").path("id").asString())
                .isEqualTo("gid://shopify/Publication/1");
        assertThat(gateway.variablesOf("publishablePublish").path("id").asString())
                .isEqualTo("gid://shopify/Product/50");
        assertThat(outcomes(published)).containsOnly(Outcome.CREATED);
    }

    @Test
    void one_that_the_shop_refuses_harms_no_other() {
        gateway.answers(
                        "publicationUpdate",
                        FakeGateway.refused("INVALID_PUBLISHABLE_ID", "input.publishablesToAdd", "Invalid."))
                .answers(
                        "publishablePublish",
                        FakeGateway.accepted(PUBLISHED),
                        FakeGateway.refused(null, "id", "Not this one."),
                        FakeGateway.accepted(PUBLISHED));

        assertThat(outcomes(publisher.publish(newOnes(3))))
                .containsExactly(Outcome.CREATED, Outcome.PARKED, Outcome.CREATED);

        publisher.publish(newOnes(2));
        assertThat(Collections.frequency(gateway.operations(), "publicationUpdate"))
                .as("the next are tried together again")
                .isEqualTo(2);
    }

    @Test
    void a_shop_that_does_not_take_many_is_not_asked_again() {
        gateway.answers(
                        "publicationUpdate",
                        FakeGateway.refused("CANNOT_MODIFY_APP_CATALOG_PUBLICATION", "id", "Cannot modify."))
                .accepts("publishablePublish", PUBLISHED);

        publisher.publish(newOnes(2));
        assertThat(outcomes(publisher.publish(newOnes(2)))).containsOnly(Outcome.CREATED);

        assertThat(Collections.frequency(gateway.operations(), "publicationUpdate"))
                .isEqualTo(1);
        assertThat(Collections.frequency(gateway.operations(), "publishablePublish"))
                .isEqualTo(4);
    }

    @Test
    void one_by_one_a_call_asks_for_no_more_than_a_small_bucket_holds() {
        gateway.answers(
                        "publicationUpdate",
                        FakeGateway.refused("CANNOT_MODIFY_APP_CATALOG_PUBLICATION", "id", "Cannot modify."))
                .accepts("publishablePublish", PUBLISHED);

        assertThat(outcomes(publisher.publish(newOnes(60)))).containsOnly(Outcome.CREATED);

        assertThat(gateway.together()).containsExactly(25, 25, 10);
    }

    @Test
    void an_answer_that_names_no_publication_is_no_success() {
        gateway.accepts("publicationUpdate", "{'publicationUpdate':null}").accepts("publishablePublish", PUBLISHED);

        publisher.publish(newOnes(2));

        assertThat(gateway.operations())
                .containsExactly("publicationUpdate", "publishablePublish", "publishablePublish");
    }

    @Test
    void a_shop_that_is_away_stops_the_run_and_publishes_nothing() {
        CallResult away = FakeGateway.aborted("The shop is away.");
        gateway.answers("publicationUpdate", away);

        List<Stage> published = publisher.publish(newOnes(2));

        assertThat(gateway.operations()).containsExactly("publicationUpdate");
        assertThat(published)
                .allSatisfy(stage ->
                        assertThat(((Stage.Concluded) stage).conclusion()).isInstanceOf(Conclusion.Broken.class));
    }
}
