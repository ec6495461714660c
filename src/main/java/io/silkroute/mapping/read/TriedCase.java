package io.silkroute.mapping.read;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A case that was tried.
 *
 * @param differences what is otherwise than expected, a line each; empty if the case holds
 */
public record TriedCase(String name, int line, List<String> differences) {

    public boolean holds() {
        return differences.isEmpty();
    }

    /** Is it what a case expects? Numbers are compared by what they are, however they are written. */
    public static boolean same(JsonNode expected, JsonNode actual) {
        return expected.isNumber() && actual.isNumber()
                ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
                : expected.equals(actual);
    }
}
