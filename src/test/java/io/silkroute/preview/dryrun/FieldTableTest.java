package io.silkroute.preview.dryrun;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.SameValue;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.AnItem;
import io.silkroute.export.Decision;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.edited.EditedField;
import io.silkroute.export.edited.EditedField.Decided;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.InputFields;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Rendered;
import io.silkroute.shopevent.ShopEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which value stands where, and why it would be sent or not. */
class FieldTableTest {

    private static final ComparedType AS_TEXT = new ComparedType() {
        @Override
        public ItemType type() {
            return ItemType.PRODUCT;
        }

        @Override
        public ShopEvent.Subject subject() {
            return ShopEvent.Subject.PRODUCT;
        }

        @Override
        public PayloadFields fields() {
            return InputFields.FIELDS;
        }

        @Override
        public Map<String, Seen> look(ConnectorName connector, ConnectorConfig config, List<Exported> exported) {
            return Map.of();
        }

        @Override
        public boolean same(String field, JsonNode one, JsonNode other) {
            return SameValue.text(one, other);
        }
    };

    /** @param sent null: nothing is @param shop null: it was not read */
    private static List<DryRunField> table(
            String last, String pim, @Nullable String sent, @Nullable String shop, Map<String, Decided> edited) {
        return table(Decided.PIM, last, pim, sent, shop, edited);
    }

    private static List<DryRunField> table(
            Decided policy,
            String last,
            String pim,
            @Nullable String sent,
            @Nullable String shop,
            Map<String, Decided> edited) {
        AnItem product = aProduct("P")
                .exportedWith(last, "{'variants':{'R':'gid://V/R'}}")
                .rendered(pim, "R");
        Stage.ToSend toSend = product.toSend(aRun().begun());
        Map<String, EditedField> fields = new java.util.HashMap<>();
        edited.forEach((field, decided) -> fields.put(
                field,
                new EditedField(
                        decided,
                        json("{}").path("x"),
                        json("{}").path("x"),
                        json("{}").path("x"),
                        1)));
        Exported recorded = toSend.item().exported();
        ExportItem item = toSend.item().edited(new EditedInShop(fields), recorded);
        Rendered.Payload payload = toSend.mapped().payload();
        Weighed weighed = new Weighed(
                new Stage.Decided(item, (Decision) toSend.mapped()),
                sent == null ? DryRunAction.NOTHING : DryRunAction.UPDATE,
                sent == null,
                "Why.",
                sent == null
                        ? null
                        : new ItemExporter.Outgoing.Write(
                                json(sent), json(sent).has("variants") ? List.of("R") : List.of(), List.of()),
                0,
                0);
        return FieldTable.of(new FieldTable.Known(
                weighed,
                InputFields.FIELDS,
                recorded,
                payload,
                shop == null ? null : new ComparedType.There(values(json(shop)), null),
                AS_TEXT,
                policy,
                "tags"::equals));
    }

    private static Map<String, JsonNode> values(ObjectNode object) {
        Map<String, JsonNode> values = new java.util.LinkedHashMap<>();
        object.forEachEntry(values::put);
        return values;
    }

    private static DryRunField field(List<DryRunField> table, String name) {
        return table.stream()
                .filter(one -> one.field().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + table));
    }

    @Test
    void four_values_stand_side_by_side_and_what_is_sent_stands_first() {
        List<DryRunField> table = table(
                "{'vendor':'V','title':'Old','variants':[{'price':'5'}]}",
                "{'vendor':'V','title':'New','variants':[{'price':'5'}]}",
                "{'title':'New'}",
                "{'title':'Older','variants[R].price':'5'}",
                Map.of());

        assertThat(table)
                .extracting(DryRunField::field, DryRunField::sent, DryRunField::read)
                .containsExactly(
                        tuple("title", true, true),
                        tuple("vendor", false, false),
                        tuple("variants[R].price", false, true));
        DryRunField title = table.get(0);
        assertThat(List.of(
                        String.valueOf(title.shop()),
                        String.valueOf(title.exported()),
                        String.valueOf(title.pim()),
                        String.valueOf(title.send())))
                .containsExactly("\"Older\"", "\"Old\"", "\"New\"", "\"New\"");
        assertThat(title.why()).isEqualTo("The PIM has another value than was sent last.");
        assertThat(table.get(1).why()).isEqualTo("Equal to what was sent last.");
        assertThat(table.get(1).shop()).isNull();
        assertThat(table.get(1).send()).isNull();
    }

    @Test
    void what_is_not_sent_has_no_value_that_would_be() {
        String pictures = "{'title':'T','files':[{'originalSource':'https://p/1.jpg'}]}";

        DryRunField files = field(table(pictures, pictures, "{'title':'T'}", null, Map.of()), "files");

        assertThat(files.sent()).isFalse();
        assertThat(files.send()).isNull();
    }

    @Test
    void a_field_that_is_cleared_is_sent_without_a_value() {
        List<DryRunField> table = table(
                "{'category':'gid://C','title':'T','metafields':[{'namespace':'a','key':'b','value':'1'}]}",
                "{'title':'T'}",
                "{'category':null,'metafields':[]}",
                null,
                Map.of());

        assertThat(field(table, "category"))
                .extracting(DryRunField::sent, DryRunField::send, DryRunField::why)
                .containsExactly(true, null, "Cleared: the PIM has no value for it.");
        assertThat(field(table, "metafields[a.b]"))
                .extracting(DryRunField::sent, DryRunField::send, DryRunField::why)
                .containsExactly(true, null, "Taken out: the mapping makes it no longer.");
    }

    @Test
    void what_people_have_changed_is_told_with_what_was_decided() {
        List<DryRunField> table = table(
                "{'title':'T','vendor':'V','productType':'X'}",
                "{'title':'T','vendor':'V','productType':'X'}",
                "{'title':'T'}",
                "{'title':'by hand','vendor':'by hand','productType':'by hand'}",
                Map.of("title", Decided.PIM, "vendor", Decided.SHOP, "productType", Decided.ASKED));

        assertThat(field(table, "title").why()).contains("the PIM's value goes over it");
        assertThat(field(table, "vendor").why()).contains("stays as the shop has it");
        assertThat(field(table, "productType").why()).contains("until a person has decided");
    }

    @Test
    void what_nobody_has_noticed_is_told_with_what_will_follow() {
        String last = "{'title':'T'}";
        assertThat(field(table(Decided.PIM, last, last, null, "{'title':'by hand'}", Map.of()), "title")
                        .why())
                .contains("nobody has noticed yet", "the next run writes the PIM's value again");
        assertThat(field(table(Decided.SHOP, last, last, null, "{'title':'by hand'}", Map.of()), "title")
                        .why())
                .contains("it stays so until the PIM has another value");
        assertThat(field(table(Decided.ASKED, last, last, null, "{'title':'by hand'}", Map.of()), "title")
                        .why())
                .contains("a person is to decide");
        assertThat(field(table(Decided.PIM, last, last, null, "{'title':'T'}", Map.of()), "title")
                        .why())
                .isEqualTo("Equal to what was sent last.");
    }

    @Test
    void of_a_list_that_others_use_it_is_said_that_their_entries_stay() {
        DryRunField tags = field(table("{'tags':['a']}", "{'tags':['b']}", "{'tags':['b']}", null, Map.of()), "tags");

        assertThat(tags.why())
                .isEqualTo("The PIM has another value than was sent last. What others have put there stays.");
    }

    @Test
    void an_address_stays_and_a_long_value_is_told_with_its_beginning() {
        List<DryRunField> table = table(
                "{'handle':'a','title':'T'}",
                "{'handle':'b','title':'T','descriptionHtml':'" + "x".repeat(2000) + "'}",
                "{'descriptionHtml':'" + "x".repeat(2000) + "'}",
                null,
                Map.of());

        assertThat(field(table, "handle").why()).isEqualTo("What the shop holds keeps its address.");
        assertThat(String.valueOf(field(table, "descriptionHtml").send()))
                .hasSizeLessThan(1010)
                .endsWith("…\"");
    }
}
