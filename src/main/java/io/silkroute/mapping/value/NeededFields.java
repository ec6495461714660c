package io.silkroute.mapping.value;

import io.silkroute.omission.Omission;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields without which Shopify refuses the object that they are of, such as a weight's value and its unit. Lines of their
 * own make them, so that one may come out without the other: then the object is left out, and the rest goes.
 */
public record NeededFields(List<String> path, List<String> names) {

    void check(Subject subject, ObjectNode input) {
        if (!(input.at("/" + String.join("/", path)) instanceof ObjectNode object)) {
            return;
        }
        for (String name : names) {
            if (!object.has(name)) {
                subject.leftOut(
                        Omission.VALUE,
                        "Its %s lacks its %s; it was left out.".formatted(String.join(".", path), name));
                takeOut(input, path);
                return;
            }
        }
    }

    /** With what is around it, where nothing else is in there. */
    private static void takeOut(ObjectNode input, List<String> path) {
        String first = path.get(0);
        ObjectNode inside = (ObjectNode) Objects.requireNonNull(input.get(first));
        if (path.size() > 1) {
            takeOut(inside, path.subList(1, path.size()));
        }
        if (path.size() == 1 || inside.isEmpty()) {
            input.remove(first);
        }
    }
}
