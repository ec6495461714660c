package io.silkroute.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run that a person asked for has pulled from the shop beside what it sent.
 *
 * @param orders how many were read
 * @param codes how many different codes and automatic discounts these had used
 * @param customers of how many it was looked up whether the shop knows them; null where that was not done
 * @param problem why not all of it could be pulled, in a sentence; null if all was
 * @param failed does the run end with failures for it?
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Pulled(
        long orders,
        long codes,
        @Nullable Long customers,
        @Nullable String problem,
        @JsonIgnore boolean failed) {

    public static Pulled whole(long orders, long codes) {
        return new Pulled(orders, codes, null, null, false);
    }

    /** With who may use the discounts. */
    public Pulled with(EligibilityLook.Looked looked) {
        return new Pulled(orders, codes, looked.customers(), beside(looked.problem()), failed);
    }

    /** What was pulled stays, and something else failed. */
    public Pulled failing(String sentence) {
        return new Pulled(orders, codes, customers, beside(sentence), true);
    }

    private @Nullable String beside(@Nullable String sentence) {
        return Stream.of(problem, sentence)
                .filter(Objects::nonNull)
                .reduce((one, other) -> one + " " + other)
                .orElse(null);
    }

    public static Pulled failed(long orders, long codes, String problem) {
        return new Pulled(orders, codes, null, problem, true);
    }

    /** The app lacks a scope, which is the operator's choice and no failure. */
    public static Pulled notPermitted(String problem) {
        return new Pulled(0, 0, null, problem, false);
    }

    public String sentence() {
        return problem == null
                ? "The usage of codes was pulled: " + orders + " orders, " + codes + " codes."
                        + (customers == null || customers == 0
                                ? ""
                                : " Looked up were " + customers + " customers that discounts are for.")
                : "The usage of codes could not be pulled, or not as a whole. " + problem;
    }

    String state() {
        return failed ? "failed" : problem == null ? "pulled" : "not-permitted";
    }
}
