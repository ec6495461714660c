package io.silkroute.export.edited;

import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** All fields of a payload by the names that conflicts have for them. */
class FieldNamesTest {

    @Test
    void each_field_has_a_name_by_which_its_value_is_found_again() {
        ObjectNode input = json("{'title':'T','seo':{'title':'S'},'tags':['a'],'category':null,"
                + "'metafields':[{'namespace':'pim','key':'material','value':'oak'}],"
                + "'files':[{'originalSource':'https://p/1.jpg','alt':'x'}],"
                + "'variants':[{'price':'5','inventoryItem':{'sku':'R'}}]}");

        List<String> names = InputFields.FIELDS.names(input, List.of("R"));

        assertThat(names)
                .containsExactly(
                        "title",
                        "seo.title",
                        "tags",
                        "category",
                        "metafields[pim.material]",
                        "files",
                        "variants[R].price",
                        "variants[R].inventoryItem.sku");
        assertThat(names)
                .extracting(name ->
                        InputFields.FIELDS.get(input, List.of("R"), name).toString())
                .containsExactly(
                        "\"T\"", "\"S\"", "[\"a\"]", "null", "\"oak\"", "[\"https://p/1.jpg\"]", "\"5\"", "\"R\"");
    }

    @Test
    void variants_that_cannot_be_told_apart_are_one_field() {
        assertThat(InputFields.FIELDS.names(json("{'variants':[{'price':'5'}]}"), List.of()))
                .containsExactly("variants");
    }
}
