package io.silkroute.preview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.run.RunMode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DryRunAskedTest {

    private static DryRunAsked asked(String json) {
        return DryRunAsked.of(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    @Test
    void items_are_named_or_all_that_a_run_looks_at_is_meant() {
        assertThat(asked("{'items':[{'type':'product','id':'P'},{'type':'product','id':'P'}]}"))
                .isEqualTo(new DryRunAsked(java.util.List.of(ItemKey.product("P")), RunMode.INCREMENTAL));
        assertThat(asked("{'changed':true}").items()).isEmpty();
        assertThat(asked("{'mode':'force-refresh'}").mode()).isEqualTo(RunMode.FORCE_REFRESH);
        assertThat(asked("{'changed':true,'mode':'force-refresh'}").items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                    | JSON object
            {}                                                    | Give either items
            {'changed':false}                                     | Give either items
            {'changed':'yes'}                                     | true or false
            {'changed':true,'items':[{'type':'product','id':'P'}]} | Give either items
            {'items':[]}                                          | at least one
            {'items':'P'}                                         | at least one
            {'items':[{'type':'shop','id':'P'}]}                  | a type: product
            {'items':[{'type':'product'}]}                        | has an id
            {'changed':true,'mode':'replay'}                      | incremental or force-refresh
            {'changed':true,'dry':true}                           | no key dry
            """)
    void what_is_not_to_be_understood_is_refused(String json, String sentence) {
        assertThatThrownBy(() -> asked(json)).hasMessageContaining("400").hasMessageContaining(sentence);
    }

    @Test
    void a_hundred_items_are_the_most() {
        String items = IntStream.range(0, 101)
                .mapToObj(i -> "{'type':'product','id':'P" + i + "'}")
                .collect(Collectors.joining(",", "{'items':[", "]}"));

        assertThatThrownBy(() -> asked(items))
                .hasMessageContaining("At most 100")
                .hasMessageContaining("101");
    }
}
