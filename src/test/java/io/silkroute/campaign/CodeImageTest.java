package io.silkroute.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a code takes from its campaign. */
class CodeImageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAMPAIGN =
            "{'type':'campaign','id':'BF','minimum':{'subtotal':'50'},'limits':{'uses':1,'oncePerCustomer':true}}";

    private static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'uses':null}", "{'uses':null,'oncePerCustomer':null}", "null"})
    void limits_that_say_nothing_are_the_campaigns(String limits) {
        ObjectNode image = CodeImage.within(
                json("{'type':'code','id':'A','campaign':'BF','limits':" + limits + "}"), json(CAMPAIGN));
        assertThat(image.at("/limits/uses").asInt()).isOne();
    }

    @Test
    void a_minimum_of_nulls_is_the_campaigns() {
        ObjectNode image = CodeImage.within(
                json("{'type':'code','id':'A','campaign':'BF','minimum':{'subtotal':null,'quantity':null}}"),
                json(CAMPAIGN));
        assertThat(image.at("/minimum/subtotal").asString()).isEqualTo("50");
    }

    @Test
    void what_a_code_says_itself_stays() {
        ObjectNode image = CodeImage.within(
                json("{'type':'code','id':'A','campaign':'BF','minimum':{'subtotal':'5'}}"), json(CAMPAIGN));
        assertThat(image.at("/minimum/subtotal").asString()).isEqualTo("5");
    }
}
