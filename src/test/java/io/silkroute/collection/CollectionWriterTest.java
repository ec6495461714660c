package io.silkroute.collection;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.json;
import static io.silkroute.shopify.call.FakeGateway.accepted;
import static io.silkroute.shopify.call.FakeGateway.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.call.FakeGateway;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which calls bring a collection to the shop when another has its handle, and what is said of it. */
class CollectionWriterTest {

    private static final CallResult TAKEN = refused(null, "collection.handle", "Handle has already been taken");
    private static final CallResult NONE = accepted("{'collectionByIdentifier':null}");
    private static final CallResult FOUND =
            accepted("{'collectionByIdentifier':{'id':'gid://shopify/Collection/7','metafields':{'nodes':[]}}}");
    private static final String CREATED = "{'collectionCreate':{'collection':{'id':'gid://shopify/Collection/7'}}}";
    private static final String UPDATED = "{'collectionUpdate':{'collection':{'id':'gid://shopify/Collection/7'}}}";

    private final FakeGateway gateway = new FakeGateway();

    private Conclusion written() {
        Stage stage = CollectionExporters.to(gateway)
                .write(aCategory("C1")
                        .rendered("{'title':'Sale','handle':'sale'}")
                        .toSend(aRun().begun()));
        return ((Stage.Concluded) stage).conclusion();
    }

    private List<String> handles(String operation) {
        return gateway.asked().stream()
                .filter(asked -> asked.operation().equals(operation))
                .map(asked -> asked.variables().at("/collection/handle").asString(""))
                .toList();
    }

    @Test
    void under_a_handle_of_its_own_and_a_sentence_that_says_so() {
        gateway.answers("collectionByCustomId", NONE).answers("collectionCreate", TAKEN, accepted(CREATED));

        assertThat(written().sentence()).contains("Its address is “sale-c1”, because another has “sale”.");
        assertThat(handles("collectionCreate")).containsExactly("sale", "sale-c1");
    }

    @Test
    void one_whose_creation_under_its_own_handle_was_not_heard_of_is_found_again() {
        gateway.answers("collectionByCustomId", NONE, NONE, FOUND)
                .answers("collectionCreate", TAKEN)
                .accepts("collectionUpdate", UPDATED);

        assertThat(written()).isInstanceOf(Conclusion.Written.class);
        assertThat(handles("collectionCreate")).containsExactly("sale", "sale-c1");
        assertThat(handles("collectionUpdate")).containsExactly("");
    }

    @Test
    void a_preview_tells_the_difference_that_is_sent_and_asks_nobody() {
        ItemExporter.Outgoing outgoing = CollectionExporters.to(gateway)
                .outgoing(aCategory("C1")
                        .exportedWith("{'title':'Sale','descriptionHtml':'x','handle':'sale'}", "{}")
                        .rendered("{'title':'Sales','handle':'sales'}")
                        .toSend(aRun().begun()));

        assertThat(outgoing).isInstanceOfSatisfying(ItemExporter.Outgoing.Write.class, write -> {
            assertThat(write.input()).isEqualTo(json("{'title':'Sales','descriptionHtml':''}"));
            assertThat(write.calls()).hasSize(1);
        });
        assertThat(gateway.operations()).isEmpty();
    }

    @Test
    void when_both_are_taken_it_is_refused() {
        gateway.answers("collectionByCustomId", NONE).answers("collectionCreate", TAKEN);

        assertThat(written()).isInstanceOf(Conclusion.Refused.class);
        assertThat(handles("collectionCreate")).containsExactly("sale", "sale-c1");
    }
}
