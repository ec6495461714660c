package io.silkroute.campaign;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TermsTest {

    private static final String WHOLE = """
            {"type":"campaign","id":"BF-2026","name":{"en_US":"Black Friday"},"method":"code","code":"BF26",
             "value":{"percentage":"15"},"applies":{"products":["SKU-1001","SKU-1002"]},
             "eligibility":{"segments":["VIP"]},"minimum":{"subtotal":"50"},
             "limits":{"uses":1000,"oncePerCustomer":true},
             "combines":{"order":false,"product":false,"shipping":true},
             "starts":"2026-11-27T00:00:00Z","ends":"2026-12-01T00:00:00Z","active":true,
             "sync":{"when":"immediate","priority":"high"},"tags":["q4"],"updated":"2026-11-20T10:00:00Z"}""";
    private static final String CODE = """
            {"type":"code","id":"ANNA-1","campaign":"BF-2026","code":"ANNA10",
             "holder":{"name":"Anna","email":"anna@example.com"},
             "value":{"percentage":"10"},"limits":{"uses":200},"ends":"2026-12-15T00:00:00Z","active":true}""";

    private static Terms terms(String item) {
        return Terms.of((ObjectNode) JsonMapper.shared().readTree(item));
    }

    private static String fault(String keys) {
        return requireNonNull(
                TermsCheck.fault("{\"type\":\"campaign\",\"id\":\"C\"," + keys + "}"), "nothing is wrong");
    }

    @Test
    void reads_a_campaign_that_says_everything() {
        assertThat(TermsCheck.fault(WHOLE)).isNull();
        Terms terms = terms(WHOLE);
        assertThat(terms.value()).isEqualTo(new Value.Percentage(new BigDecimal("15")));
        assertThat(terms.applies()).isEqualTo(new Selection(List.of("SKU-1001", "SKU-1002"), List.of(), List.of()));
        assertThat(terms.starts()).isEqualTo(Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(Timing.of(JsonMapper.shared().readTree(WHOLE))).isEqualTo(new Timing(true, Timing.Priority.HIGH));
    }

    @Test
    void a_code_has_from_its_campaign_what_it_does_not_say() {
        assertThat(TermsCheck.fault(CODE)).isNull();
        Terms code = terms(CODE).within(terms(WHOLE));
        assertThat(code.code()).isEqualTo("ANNA10");
        assertThat(code.value()).isEqualTo(new Value.Percentage(new BigDecimal("10")));
        assertThat(requireNonNull(code.applies()).products()).containsExactly("SKU-1001", "SKU-1002");
        assertThat(code.starts()).isEqualTo(Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(code.ends()).isEqualTo(Instant.parse("2026-12-15T00:00:00Z"));
        assertThat(requireNonNull(code.limits()).uses()).isEqualTo(200);
    }

    @Test
    void a_code_is_active_only_while_its_campaign_is() {
        Terms paused = terms("{\"type\":\"campaign\",\"id\":\"C\",\"value\":{\"percentage\":1},\"active\":false}");
        assertThat(terms(CODE).within(paused).isActive()).isFalse();
    }

    @Test
    void a_code_without_value_limits_and_dates_has_no_terms_of_its_own() {
        assertThat(terms("{\"type\":\"code\",\"id\":\"A\",\"campaign\":\"C\",\"code\":\"A\"}")
                        .hasOwnTerms())
                .isFalse();
        assertThat(terms(CODE).hasOwnTerms()).isTrue();
    }

    @Test
    void what_is_to_be_deleted_needs_no_terms() {
        assertThat(TermsCheck.fault("{\"type\":\"code\",\"id\":\"A\",\"operation\":\"delete\"}"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"code\":\"A\"                                              | The campaign has no \"value\"",
                "\"value\":{\"percentage\":\"150\"}                          | \"value.percentage\" is 150; it must be a number from 0 to 100.",
                "\"value\":{\"percentage\":\"-1\"}                           | from 0 to 100",
                "\"value\":{\"percentage\":\"15%\"}                          | \"value.percentage\" is \"15%\"; it must be a number from 0 to 100, such as 15.",
                "\"value\":{\"percentage\":1e999999999}                  | it must be a number from 0 to 100, such as 15.",
                "\"value\":{\"amount\":1e-999999999}                     | it must be a number such as 10 or 9.95.",
                "\"value\":{\"percentage\":15,\"amount\":10}                 | it has amount and percentage.",
                "\"value\":{}                                                | it has none of them.",
                "\"value\":{\"amount\":\"12,50\"}                            | \"value.amount\" is \"12,50\"; it must be a number such as 10 or 9.95.",
                "\"value\":{\"amount\":\"10\",\"currency\":\"eur\"}          | three capital letters, such as EUR.",
                "\"value\":{\"percentage\":1,\"each\":true}                  | belong to an \"amount\"",
                "\"value\":{\"freeShipping\":false}                          | either true or left out",
                "\"value\":{\"buy\":{\"quantity\":2,\"products\":[\"A\"]}}   | needs both \"buy\" and \"get\"",
                "\"value\":{\"buy\":{\"quantity\":0,\"products\":[\"A\"]},\"get\":{\"quantity\":1,\"products\":[\"B\"]}} | \"value.buy.quantity\" must be a whole number from 1",
                "\"value\":{\"buy\":{\"quantity\":1},\"get\":{\"quantity\":1,\"products\":[\"B\"]}} | both have to name",
                "\"value\":{\"percentage\":1},\"startsAt\":\"x\"             | has the key \"startsAt\", which is not known. Did you mean \"starts\"?",
                "\"value\":{\"percentage\":1},\"starts\":\"tomorrow\"        | \"starts\" is \"tomorrow\"; it must be a time with offset",
                "\"value\":{\"percentage\":1},\"starts\":\"2026-12-01T00:00:00Z\",\"ends\":\"2026-11-01T00:00:00Z\" | before it starts",
                "\"value\":{\"percentage\":1},\"code\":\"A\\nB\"             | holds a line break",
                "\"value\":{\"percentage\":1},\"code\":\" A\"                | begins or ends with a blank",
                "\"value\":{\"percentage\":1},\"method\":\"auto\"            | \"method\" is \"auto\"; it must be one of code, automatic.",
                "\"value\":{\"percentage\":1},\"method\":\"automatic\",\"code\":\"A\" | An automatic campaign has no \"code\"",
                "\"value\":{\"percentage\":0},\"method\":\"automatic\"       | is 0: that grants nothing",
                "\"value\":{\"percentage\":1},\"applies\":{\"product\":[\"A\"]} | \"applies\" has the key \"product\", which is not known. Did you mean \"products\"?",
                "\"value\":{\"percentage\":1},\"applies\":{}                 | \"applies\" names nothing",
                "\"value\":{\"percentage\":1},\"eligibility\":{}             | names nobody",
                "\"value\":{\"percentage\":1},\"minimum\":{\"subtotal\":1,\"quantity\":1} | a subtotal and a quantity",
                "\"value\":{\"percentage\":1},\"limits\":{\"uses\":\"many\"} | \"limits.uses\" must be a whole number from 1",
                "\"value\":{\"percentage\":1},\"active\":\"yes\"             | \"active\" must be true or false.",
                "\"value\":{\"percentage\":1},\"sync\":{\"when\":\"now\"}    | \"sync.when\" is \"now\"; it must be one of batch, immediate.",
                "\"value\":{\"percentage\":1},\"sync\":{\"priority\":\"top\"} | must be one of high, normal, low."
            })
    void says_what_is_wrong(String keys, String said) {
        assertThat(fault(keys)).contains(said);
    }

    @Test
    void a_code_is_bounded_in_length_and_needs_its_campaign() {
        assertThat(fault("\"value\":{\"percentage\":1},\"code\":\"" + "A".repeat(256) + "\""))
                .contains("longer than 255 characters");
        assertThat(TermsCheck.fault("{\"type\":\"code\",\"id\":\"A\",\"code\":\"A\"}"))
                .contains("no \"campaign\"");
        assertThat(TermsCheck.fault("{\"type\":\"code\",\"id\":\"A\",\"campaign\":\"C\"}"))
                .contains("no \"code\"");
    }
}
