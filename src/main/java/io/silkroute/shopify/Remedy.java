package io.silkroute.shopify;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a refusal's code asks for; every code of {@code userErrors} is sorted here and nowhere else. */
public enum Remedy {
    /** The refusal passes by itself. */
    TRY_AGAIN("GENERIC_ERROR", "IDEMPOTENCY_CONCURRENT_REQUEST", "INTERNAL_FILE_SERVER_ERROR", "JOB_ERROR"),
    /** The shop is busy with bulk operations; the start is asked for again when one has ended. */
    WAIT("LIMIT_REACHED", "OPERATION_IN_PROGRESS"),
    /** A limit of the shop's plan: it stands in every item's way alike. */
    STOP("SUBSCRIPTION_VIOLATION"),
    /** What is to be created is there already. */
    TAKE_AS_DONE("TAKEN"),
    /** Somebody deleted the product: it is made anew. */
    CREATE_AGAIN("NOT_FOUND", "PRODUCT_DOES_NOT_EXIST"),
    /** The ids that are remembered of the variants hold no more: all variants are sent without. */
    SEND_WITHOUT_IDS("MUST_BE_FOR_THIS_PRODUCT", "PRODUCT_VARIANT_DOES_NOT_EXIST", "PRODUCT_VARIANT_ID_MISSING"),
    /** The item's own trouble, as is every code that is not named above: a person has to look. */
    PARK;

    private static final Map<String, Remedy> BY_CODE = Arrays.stream(values())
            .flatMap(remedy -> remedy.codes.stream().map(code -> Map.entry(code, remedy)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Set<String> codes;

    Remedy(String... codes) {
        this.codes = Set.of(codes);
    }

    public static Remedy of(@Nullable String code) {
        return code == null ? PARK : BY_CODE.getOrDefault(code, PARK);
    }

    public Set<String> codes() {
        return codes;
    }
}
