package io.silkroute.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.export.ledger.Exported;
import io.silkroute.shopify.ShopifyId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

class FileRefsTest {

    private static final ItemKey KEY = new ItemKey(ItemType.PRODUCT, "P");

    @Test
    void alt_texts_tell_files_apart_in_whatever_order_the_shop_answers() {
        JsonNode files = json("[{'originalSource':'A','alt':'front'},{'originalSource':'B','alt':'back'}]");

        assertThat(FileRefs.after(null, files, files, json("[{'id':'2','alt':'back'},{'id':'1','alt':'front'}]")))
                .isEqualTo(json("{'A':'1','B':'2'}"));
    }

    @Test
    void files_without_an_alt_text_of_their_own_are_taken_in_order_if_all_are_there() {
        JsonNode files = json("[{'originalSource':'A'},{'originalSource':'B'}]");

        assertThat(FileRefs.after(null, files, files, json("[{'id':'1','alt':''},{'id':'2','alt':null}]")))
                .isEqualTo(json("{'A':'1','B':'2'}"));
    }

    @Test
    void when_the_shop_leaves_one_out_none_of_its_like_is_guessed_and_all_stay_ours() {
        JsonNode files = json("[{'originalSource':'A','alt':'x'},{'originalSource':'B','alt':'x'},"
                + "{'originalSource':'C','alt':'y'}]");

        assertThat(FileRefs.after(null, files, files, json("[{'id':'2','alt':'x'},{'id':'3','alt':'y'}]")))
                .isEqualTo(json("{'C':'3','2':'2'}"));
    }

    @Test
    void files_that_had_to_be_uploaded_again_are_told() {
        ObjectNode payload = (ObjectNode) json("{}");
        payload.set("files", json("[{'originalSource':'A'},{'originalSource':'B'},{'originalSource':'C'}]"));
        ObjectNode sent = (ObjectNode) json("{}");
        sent.set("files", json("[{'id':'1'},{'originalSource':'B'},{'originalSource':'C'}]"));

        assertThat(FileRefs.toldAgain(exported("{'A':'1','B':'2'}", null), payload, sent))
                .isEqualTo(" Pictures were sent again: 1 had failed in the shop or were deleted there.");
        assertThat(FileRefs.toldAgain(null, payload, sent)).isEmpty();
    }

    @Test
    void files_that_were_sent_by_id_keep_it_and_others_files_stay_others() {
        JsonNode files = json("[{'originalSource':'A','alt':'x'},{'originalSource':'B','alt':'x'}]");
        JsonNode sent = json("[{'id':'1','alt':'x'},{'originalSource':'B','alt':'x'},{'id':'9'}]");
        JsonNode media = json("[{'id':'9','alt':'x'},{'id':'2','alt':'x'},{'id':'1','alt':'x'}]");

        assertThat(FileRefs.after(exported("{'A':'1'}", null), files, sent, media))
                .isEqualTo(json("{'A':'1','B':'2'}"));
    }

    @Test
    void more_media_than_were_sent_are_not_all_ours() {
        JsonNode files = json("[{'originalSource':'A','alt':'x'}]");

        assertThat(FileRefs.after(null, files, files, json("[{'id':'1','alt':'x'},{'id':'2','alt':'x'}]")))
                .isEqualTo(json("{}"));
    }

    @Test
    void names_put_right_what_was_taken_in_a_wrong_order() {
        Exported exported = exported("{'https://pim/front.jpg':'2','https://pim/back.jpg':'1'}", null);

        assertThat(FileRefs.byName(exported, json("[" + media("1", "front") + "," + media("2", "back") + "]")))
                .isEqualTo(json("{'https://pim/front.jpg':'1','https://pim/back.jpg':'2'}"));
    }

    @Test
    void names_tell_what_was_kept_under_its_own_id() {
        Exported exported = exported(
                "{'3':'3','2':'2'}",
                "{'files':[{'originalSource':'https://pim/side view.jpg'},{'originalSource':'https://pim/back.JPEG'}]}"
                        .replace(' ', '_'));

        assertThat(FileRefs.byName(
                        exported,
                        json("[" + media("2", "back_0f8fad5b-d9cb-469f-a165-70867728950e") + ","
                                + media("3", "Side_view") + "]")))
                .isEqualTo(json("{'https://pim/side_view.jpg':'3','https://pim/back.JPEG':'2'}"));
    }

    @Test
    void names_that_are_alike_or_not_there_yet_leave_everything_as_it_is() {
        ObjectNode refs = (ObjectNode)
                json("{'https://pim/1/image.jpg':'1','https://pim/2/image.jpg':'2','https://pim/x.jpg':'3'}");

        assertThat(FileRefs.byName(
                        exported(refs.toString(), null),
                        json("[" + media("2", "image") + "," + media("1", "image") + ",{'id':'3','image':null}]")))
                .isEqualTo(refs);
    }

    @Test
    void a_picture_that_the_answer_did_not_show_is_ours_by_its_name_when_it_has_come() {
        Exported exported = exported(
                "{'https://pim/front.jpg':'1'}",
                "{'files':[{'originalSource':'https://pim/front.jpg'},{'originalSource':'https://pim/back.jpg'}]}");

        assertThat(FileRefs.byName(
                        exported,
                        json("[" + media("1", "front") + "," + media("2", "back") + "," + media("3", "theirs") + "]")))
                .isEqualTo(json("{'https://pim/front.jpg':'1','https://pim/back.jpg':'2'}"));
    }

    @Test
    void a_picture_of_somebody_else_is_not_ours_for_having_the_name_of_one_of_ours() {
        Exported exported =
                exported("{'https://pim/front.jpg':'1'}", "{'files':[{'originalSource':'https://pim/front.jpg'}]}");

        assertThat(FileRefs.byName(exported, json("[" + media("2", "front") + "]")))
                .isEqualTo(json("{'https://pim/front.jpg':'1'}"));
    }

    private static String media(String id, String name) {
        return "{'id':'" + id + "','image':{'url':'https://cdn.shopify.com/s/files/1/1/files/" + name + ".jpg?v=17'}}";
    }

    private static Exported exported(String files, @Nullable String payload) {
        ObjectNode refs = (ObjectNode) json("{}");
        refs.set("files", json(files));
        return new Exported(
                KEY,
                new ShopifyId("gid"),
                Exported.State.EXPORTED,
                null,
                payload == null ? null : (ObjectNode) json(payload),
                refs);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
