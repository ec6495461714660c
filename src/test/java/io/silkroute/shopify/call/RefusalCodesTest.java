package io.silkroute.shopify.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.AdminSchema;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Remedy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code that a mutation of ours may be refused with, as the Admin API's own schema lists them. */
class RefusalCodesTest {

    private static final Set<String> PASSES =
            Set.of("GENERIC_ERROR", "IDEMPOTENCY_CONCURRENT_REQUEST", "JOB_ERROR", "INTERNAL_FILE_SERVER_ERROR");
    private static final Set<String> STOPS_THE_RUN = Set.of("SUBSCRIPTION_VIOLATION");
    private static final List<String> OF_WHOLE_ANSWERS = List.of(
            "BAD_REQUEST",
            "HTTP_400",
            "HTTP_406",
            "HTTP_413",
            "HTTP_422",
            "INVALID_FIELD_ARGUMENTS",
            "INVALID_VARIABLE",
            "MAX_COST_EXCEEDED",
            "MAX_INPUT_SIZE_EXCEEDED",
            "PARSE_ERROR",
            "UNKNOWN",
            "VARIANT_THROTTLE_EXCEEDED",
            "argumentNotAccepted",
            "missingRequiredArguments",
            "selectionMismatch",
            "undefinedField");

    private static FakeShop shop;
    private static GatewayFixture fixture;

    @BeforeAll
    static void open() {
        shop = new FakeShop();
        fixture = new GatewayFixture(shop.address());
    }

    @AfterAll
    static void close() {
        fixture.close();
        shop.close();
    }

    @BeforeEach
    void forget() {
        fixture.pauses.clear();
    }

    static List<Arguments> codesOfMutations() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (String name : AdminSchema.documents()) {
            String document = Operation.named(name).document();
            if (document.startsWith("mutation")) {
                AdminSchema.read().userErrorCodes(document).forEach(code -> all.add(Arguments.of(name, code)));
            }
        }
        return all;
    }

    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        codesOfMutations().forEach(pair -> codes.add((String) pair.get()[1]));
        return codes;
    }

    @ParameterizedTest
    @MethodSource("codesOfMutations")
    void a_refusal_is_tried_again_or_stops_the_run_or_is_the_items_own(String mutation, String code) {
        String refusal = refusal(mutation, code);
        shop.then(refusal);
        shop.otherwise = FakeShop.status(200, "{\"data\":{\"" + field(mutation) + "\":{\"userErrors\":[]}}}");
        CallResult answer = fixture.call(mutation);
        if (PASSES.contains(code)) {
            assertThat(answer).isInstanceOf(CallResult.Accepted.class);
            assertThat(fixture.pauses).hasSize(1);
        } else if (STOPS_THE_RUN.contains(code)) {
            assertThat(((CallResult.Aborted) answer).reason().sentence()).contains("Shopify says: Shopify's words");
        } else {
            assertThat(((CallResult.Refused) answer).reason().code()).isEqualTo(code);
            assertThat(((CallResult.Refused) answer).reason().sentence()).contains("Shopify says: Shopify's words");
            assertThat(fixture.pauses).isEmpty();
        }
    }

    @Test
    void every_code_has_a_sentence_of_its_own_and_every_sentence_a_code() throws IOException {
        Set<String> expected = codes();
        expected.addAll(OF_WHOLE_ANSWERS);
        assertThat(new Sentences().codes()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void no_remedy_is_for_a_code_that_no_mutation_has() throws IOException {
        assertThat(codes())
                .containsAll(Arrays.stream(Remedy.values())
                        .flatMap(remedy -> remedy.codes().stream())
                        .toList());
    }

    @Test
    void a_code_that_is_new_is_the_items_own_and_has_a_general_sentence() {
        shop.then(refusal("productSet", "NEVER_HEARD_OF"));
        CallResult.Refused refused = (CallResult.Refused) fixture.call("productSet");
        assertThat(refused.errors().get(0).remedy()).isEqualTo(Remedy.PARK);
        assertThat(refused.reason().sentence())
                .isEqualTo("Shopify refused this (NEVER_HEARD_OF). Correct the item in the PIM or the mapping, then"
                        + " replay it. Shopify says: Shopify's words");
    }

    @Test
    void an_operations_refusal_that_would_only_be_read_again_is_not_tried_again() {
        shop.then(refusal("productOperation", "JOB_ERROR"));
        assertThat(fixture.call("productOperation")).isInstanceOf(CallResult.Refused.class);
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    void an_items_own_trouble_is_not_tried_again_because_of_another_that_passes() {
        shop.then("{\"data\":{\"productSet\":{\"userErrors\":[" + error("GENERIC_ERROR") + ","
                + error("HANDLE_NOT_UNIQUE") + "]}}}");
        assertThat(fixture.call("productSet")).isInstanceOf(CallResult.Refused.class);
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    void a_days_quota_of_new_variants_lets_what_is_new_wait_however_it_is_said() {
        String words = "Daily variant creation limit reached. Please try again later.";
        shop.then("{\"errors\":[{\"message\":\"" + words
                + "\",\"extensions\":{\"code\":\"VARIANT_THROTTLE_EXCEEDED\"}}]," + "\"data\":{\"productSet\":null}}");
        shop.then(FakeShop.status(429, "{\"errors\":{\"product\":[\"" + words + "\"]}}"));
        for (int way = 0; way < 2; way++) {
            Reason reason = ((CallResult.Postponed) fixture.call("productSet")).reason();
            assertThat(reason.code()).isEqualTo("VARIANT_THROTTLE_EXCEEDED");
            assertThat(reason.sentence()).contains("a day");
        }
        assertThat(fixture.pauses).isEmpty();
    }

    private static String refusal(String operation, String code) {
        return "{\"data\":{\"" + field(operation) + "\":{\"userErrors\":[" + error(code) + "]}}}";
    }

    private static String error(String code) {
        return "{\"field\":[\"input\"],\"message\":\"Shopify's words\",\"code\":\"" + code + "\"}";
    }

    private static String field(String operation) {
        return operation.equals("productSetInBulk") ? "productSet" : operation;
    }
}
