package io.silkroute.translation;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static io.silkroute.shopify.call.FakeGateway.aborted;
import static io.silkroute.shopify.call.FakeGateway.accepted;
import static io.silkroute.shopify.call.FakeGateway.refused;
import static io.silkroute.shopify.call.FakeGateway.refusedAsAWhole;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.export.AnItem;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.followup.FollowUpPlan;
import io.silkroute.export.followup.Followed;
import io.silkroute.export.followup.Following;
import io.silkroute.mapping.Mappings;
import io.silkroute.omission.LeftOut;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopFacts;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.FakeGateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Which calls bring an item's texts to the shop's languages, and what becomes of those that it does not take. */
class TranslationFollowUpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Mappings MAPPINGS = new Mappings(Path.of("mappings"));
    private static final String ID = "gid://shopify/Product/1";
    private static final String LOCALES = "{'shopLocales':[{'locale':'en','primary':true,'published':true},"
            + "{'locale':'de','primary':false,'published':true},{'locale':'fr','primary':false,'published':true}]}";
    private static final String TITLE = resource(ID, "'title'", "");
    private static final String DONE =
            "{'translationsRegister':{'userErrors':[]},'translationsRemove':{'userErrors':[]}}";

    private final FakeGateway gateway = new FakeGateway()
            .accepts("shopLocales", LOCALES)
            .accepts("translatables", read(TITLE))
            .accepts("translationsRegister", DONE)
            .accepts("translationsRemove", DONE);
    private final List<String> told = new ArrayList<>();
    private final TranslationFollowUp translations = new TranslationFollowUp(
            new ShopLanguages(
                    entries -> entries.forEach(entry -> told.add(String.valueOf(entry.sentence()))), new NoFacts()),
            MAPPINGS);
    private final ActiveRun run = aRun().begun();

    private static final class NoFacts extends ShopFacts {
        NoFacts() {
            super(new JdbcTemplate());
        }

        @Override
        public Optional<List<String>> languages(ConnectorName connector) {
            return Optional.empty();
        }

        @Override
        public void speaks(ConnectorName connector, List<String> codes) {}
    }

    /** @param held in the first language that is asked for, and no other */
    private static String resource(String id, String key, String held) {
        return "{'resourceId':'" + id + "','translatableContent':[{'key':" + key + ",'digest':'d'}],'translations0':["
                + held + "]}";
    }

    private static String read(String... resources) {
        return "{'translatableResourcesByIds':{'nodes':[" + String.join(",", resources) + "]}}";
    }

    private static String payload(String title, String texts) {
        return "{'title':'" + title + "','translations':" + texts + "}";
    }

    private static AnItem changed(String before, String now) {
        return aProduct("P").exportedWith(before, "{}").rendered(now);
    }

    private Asked<Followed> asked(AnItem item) {
        Stage.ToSend send = item.toSend(run);
        return translations.follow(
                new ItemCalls(gateway, send.item()),
                new Following(send, new ShopifyId(ID), JSON.createObjectNode(), JSON.createObjectNode()));
    }

    private Followed followed(AnItem item) {
        Asked<Followed> asked = asked(item);
        assertThat(asked).isInstanceOf(Asked.Told.class);
        return ((Asked.Told<Followed>) asked).value();
    }

    private JsonNode registered() {
        return gateway.variablesOf("translationsRegister").path("translations");
    }

    @Test
    void a_new_item_has_all_its_texts_registered_by_their_digests() {
        Followed followed = followed(aProduct("P")
                .rendered(payload("Lamp", "{'de-DE':{'title':'Lampe'},'fr-FR':{'title':'Lampe à pied'}}")));

        assertThat(gateway.operations()).containsExactly("shopLocales", "translatables", "translationsRegister");
        assertThat(registered())
                .isEqualTo(json("{'t':[{'locale':'de','key':'title','value':'Lampe','translatableContentDigest':'d'},"
                                + "{'locale':'fr','key':'title','value':'Lampe à pied','translatableContentDigest':'d'}]}")
                        .path("t"));
        assertThat(followed.why()).isNull();
        assertThat(followed.held().at("/de-DE/title").asString("")).isEqualTo("Lampe");
    }

    @Test
    void the_languages_are_asked_for_once_a_run() {
        followed(aProduct("P").rendered(payload("Lamp", "{'de':{'title':'Lampe'}}")));
        followed(aProduct("Q").rendered(payload("Lamp", "{'de':{'title':'Lampe'}}")));

        assertThat(gateway.operations()).containsOnlyOnce("shopLocales");
    }

    @Test
    void what_was_sent_last_makes_no_call() {
        String texts = "{'de':{'title':'Lampe'}}";

        followed(changed(payload("Lamp", texts), payload("Lamp", texts)));

        assertThat(gateway.operations()).isEmpty();
    }

    @Test
    void only_what_has_changed_is_registered() {
        followed(changed(
                payload("Lamp", "{'de':{'title':'Lampe','body_html':'Hell'}}"),
                payload("Lamp", "{'de':{'title':'Leuchte','body_html':'Hell'}}")));

        assertThat(registered().findValuesAsString("value")).containsExactly("Leuchte");
    }

    @Test
    void what_has_become_outdated_with_its_source_is_registered_again() {
        gateway.accepts(
                "translatables", read(resource(ID, "'title'", "{'key':'title','value':'Lampe','outdated':true}")));
        String texts = "{'de':{'title':'Lampe'}}";

        followed(changed(payload("Lamp", texts), payload("Lamps", texts)));

        assertThat(registered().findValuesAsString("value")).containsExactly("Lampe");
    }

    @Test
    void a_forced_item_is_compared_with_the_shop() {
        gateway.accepts(
                "translatables", read(resource(ID, "'title'", "{'key':'title','value':'Lampe','outdated':false}")));
        String texts = "{'de':{'title':'Lampe'}}";

        followed(changed(payload("Lamp", texts), payload("Lamp", texts)).replayed());

        assertThat(gateway.operations()).containsExactly("shopLocales", "translatables");
    }

    @Test
    void what_the_pim_took_back_is_taken_from_the_shop_if_it_is_there() {
        gateway.accepts(
                "translatables", read(resource(ID, "'title'", "{'key':'title','value':'Lampe','outdated':false}")));

        Followed followed =
                followed(changed(payload("Lamp", "{'de':{'title':'Lampe','body_html':'Hell'}}"), "{'title':'Lamp'}"));

        assertThat(gateway.operations()).containsExactly("shopLocales", "translatables", "translationsRemove");
        assertThat(gateway.variablesOf("translationsRemove"))
                .isEqualTo(json("{'resourceId':'" + ID + "','locales':['de'],'translationKeys':['title']}"));
        assertThat(followed.held().isMissingNode()).isTrue();
    }

    @Test
    void after_a_lost_answer_that_is_taken_away_too_which_may_have_arrived() {
        gateway.accepts(
                "translatables", read(resource(ID, "'title'", "{'key':'title','value':'Lampe','outdated':false}")));

        followed(changed("{'title':'Lamp'}", "{'title':'Lamp'}").sending("{'translations':{'de':{'title':null}}}"));

        assertThat(gateway.operations()).containsExactly("shopLocales", "translatables", "translationsRemove");
    }

    @Test
    void options_their_values_and_metafields_are_found_by_their_names() {
        gateway.accepts(
                        "translatableParts",
                        "{'node':{'id':'" + ID + "','options':[{'id':'gid://O/1','name':'Color','optionValues':["
                                + "{'id':'gid://V/1','name':'Red'}]}],'metafields':{'nodes':["
                                + "{'id':'gid://M/1','namespace':'pim','key':'material'}]}}}")
                .accepts(
                        "translatables",
                        read(
                                TITLE,
                                resource("gid://O/1", "'name'", ""),
                                resource("gid://V/1", "'name'", ""),
                                resource("gid://M/1", "'value'", "")));

        followed(aProduct("P")
                .rendered(payload(
                        "Shirt",
                        "{'de':{'options':{'Color':{'name':'Farbe','values':{'Red':'Rot'}}},"
                                + "'metafields':{'pim':{'material':'Wolle'}}}}")));

        assertThat(gateway.operations())
                .containsExactly("shopLocales", "translatableParts", "translatables", "translationsRegister");
        JsonNode sent = gateway.variablesOf("translationsRegister"); // three in one call
        assertThat(sent.at("/translations0/0/value").asString("")).isEqualTo("Farbe");
        assertThat(sent.path("resourceId1").asString("")).isEqualTo("gid://V/1");
        assertThat(sent.at("/translations2/0/key").asString("")).isEqualTo("value");
    }

    @Test
    void languages_that_the_shop_lacks_are_told_once_a_run_and_are_no_failure() {
        Followed followed = followed(aProduct("P").rendered(payload("Lamp", "{'it':{'title':'Lampada'}}")));
        followed(aProduct("Q").rendered(payload("Lamp", "{'it':{'title':'Lampada'}}")));

        assertThat(told)
                .singleElement()
                .satisfies(sentence ->
                        assertThat(sentence).startsWith("The shop has no language it: texts in it are left out."));
        assertThat(followed).isEqualTo(Followed.whole(json("{'it':{'title':'Lampada'}}")));
        assertThat(gateway.operations()).containsExactly("shopLocales");
    }

    @Test
    void an_items_language_goes_to_the_same_one_else_to_the_language_without_its_region() {
        Spoken spoken = Spoken.known(List.of("en", "de", "fr", "fr-CA", "pt-BR"));

        assertThat(spoken.goTo(List.of("de-AT", "de-DE", "fr-CA", "fr-FR", "pt", "it-IT", "en-GB")))
                .containsOnly(
                        Map.entry("de", "de-DE"),
                        Map.entry("fr", "fr-FR"),
                        Map.entry("fr-CA", "fr-CA"),
                        Map.entry("pt-BR", "pt"));
        assertThat(spoken.of("it-IT")).isNull();
        assertThat(spoken.of("en-GB")).isEqualTo("en");
    }

    @Test
    void a_text_that_is_refused_is_given_up_and_the_others_go() {
        gateway.accepts(
                        "translatables",
                        read("{'resourceId':'" + ID + "','translatableContent':[{'key':'title','digest':'d'},"
                                + "{'key':'body_html','digest':'e'}],'translations0':[]}"))
                .answers(
                        "translationsRegister",
                        refused("FAILS_RESOURCE_VALIDATION", "translations.0.value", "too long"),
                        accepted(DONE));

        Followed followed =
                followed(aProduct("P").rendered(payload("Lamp", "{'de':{'title':'Lampe','body_html':'Hell'}}")));

        assertThat(registered().findValuesAsString("value")).containsExactly("Hell");
        assertThat(Objects.requireNonNull(followed.why()).sentence())
                .startsWith("The shop has it, but not these translations: de title. Shopify refused it: too long");
        assertThat(followed.held()).isEqualTo(json("{'de':{'body_html':'Hell'}}"));
    }

    @Test
    void a_source_that_changes_meanwhile_is_read_again() {
        gateway.answers(
                "translationsRegister",
                refused("INVALID_TRANSLATABLE_CONTENT", "translations.0.translatableContentDigest", "hash"),
                accepted(DONE));

        Followed followed = followed(aProduct("P").rendered(payload("Lamp", "{'de':{'title':'Lampe'}}")));

        assertThat(gateway.operations())
                .containsExactly(
                        "shopLocales",
                        "translatables",
                        "translationsRegister",
                        "translatables",
                        "translationsRegister");
        assertThat(followed.why()).isNull();
    }

    @Test
    void an_app_that_may_not_is_told_once_and_asks_no_more() {
        gateway.answers("translatables", refusedAsAWhole(Reason.ACCESS_DENIED, "no"));

        Followed followed = followed(aProduct("P").rendered(payload("Lamp", "{'de':{'title':'Lampe'}}")));
        followed(aProduct("Q").rendered(payload("Lamp", "{'de':{'title':'Lampe'}}")));

        assertThat(gateway.operations()).containsExactly("shopLocales", "translatables");
        assertThat(told)
                .singleElement()
                .satisfies(sentence ->
                        assertThat(sentence).contains("read_locales, read_translations and write_translations"));
        assertThat(followed.why()).isNull();
        assertThat(followed.leftOut()).extracting(LeftOut::sentence).isEqualTo(told);
    }

    @Test
    void a_shop_that_does_not_tell_its_languages_gets_no_translations() {
        gateway.answers("shopLocales", refusedAsAWhole("undefinedField", "no field shopLocales"));

        Followed followed = followed(aProduct("P").rendered(payload("Lamp", "{'de':{'title':'Lampe'}}")));

        assertThat(gateway.operations()).containsExactly("shopLocales");
        assertThat(followed.why()).isNull();
        assertThat(told).singleElement().asString().startsWith("The shop does not tell its languages");
    }

    @Test
    void a_shop_that_does_not_answer_leaves_the_item_to_a_later_run() {
        gateway.answers("translationsRegister", aborted("It is gone."));

        Asked<Followed> asked = asked(aProduct("P").rendered(payload("Lamp", "{'de':{'title':'Lampe'}}")));

        assertThat(asked)
                .isInstanceOfSatisfying(
                        Asked.Ended.class,
                        ended -> assertThat(ended.conclusion()).isInstanceOf(Conclusion.Broken.class));
    }

    @Test
    void an_item_that_is_not_found_is_gone() {
        gateway.accepts("translatables", read());

        assertThat(followed(changed(payload("Lamp", "{'de':{'title':'L'}}"), payload("Lamp", "{'de':{'title':'M'}}")))
                        .gone())
                .isTrue();
    }

    @Test
    void a_text_without_a_source_in_the_shop_is_left_out() {
        Followed followed = followed(aProduct("P").rendered(payload("Lamp", "{'de':{'meta_title':'Lampe'}}")));

        assertThat(gateway.operations()).containsExactly("shopLocales", "translatables");
        assertThat(followed.leftOut())
                .singleElement()
                .satisfies(one -> assertThat(one.sentence())
                        .isEqualTo("The shop has no text of its own that these translate: de meta_title."));
    }

    @Test
    void a_plan_holds_what_has_changed_and_its_calls() {
        FollowUpPlan plan = translations.plan(changed(
                        payload("Lamp", "{'de':{'title':'Lampe'},'fr':{'title':'Lampe'}}"),
                        payload("Lamp", "{'de':{'title':'Leuchte'}}"))
                .toSend(run));

        assertThat(plan.sent()).isEqualTo(json("{'de':{'title':'Leuchte'},'fr':null}"));
        assertThat(plan.calls())
                .extracting(share -> share.request().operation().name())
                .containsExactly("shopLocales", "translatables", "translationsRegister");
    }
}
