package io.silkroute.mapping;

import io.silkroute.mapping.read.TriedCase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Compares a payload with what a case expects of it: keys that are not named are not looked at, {@code null} means
 * that there is nothing, lists have as many elements as are named.
 */
final class Differences {

    private final List<String> found = new ArrayList<>();

    List<String> of(@Nullable JsonNode expected, JsonNode actual) {
        if (expected != null) {
            compare("", expected, actual);
        }
        return found;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isNull() ? actual.isMissingNode() : TriedCase.same(expected, actual)) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            expected.properties()
                    .forEach(entry -> compare(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                            entry.getValue(),
                            actual.path(entry.getKey())));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "[" + i + "]", expected.get(i), actual.get(i));
            }
        } else {
            found.add(path + ": expected " + told(expected) + ", is " + told(actual));
        }
    }

    private static String told(JsonNode value) {
        return value.isNull() || value.equals(MissingNode.getInstance()) ? "nothing" : value.toString();
    }
}
