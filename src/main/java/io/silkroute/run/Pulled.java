package io.silkroute.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a run that a person asked for has pulled from the shop beside what it sent.
 *
 * @param orders how many were read
 * @param codes how many different codes and automatic discounts these had used
 * @param customers of how many it was looked up what they may use; null where nobody looks
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
                : "The usage of codes could not be pulled. " + problem;
    }

    String state() {
        return failed ? "failed" : problem == null ? "pulled" : "not-permitted";
    }
}
