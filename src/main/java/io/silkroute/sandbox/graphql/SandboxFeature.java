package io.silkroute.sandbox.graphql;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A part of the shop that is there because it was written: its package holds one bean of this type, nothing else names
 * it. What it keeps it puts on shelves of the shop when it is made; everything else it says here.
 */
public interface SandboxFeature {

    /** Objects that are written as JSON, one a line. */
    interface Contents {
        Stream<? extends Map<String, ?>> objects();
    }

    /** Its part of the schema, types, queries and mutations. Called once, when the first call arrives. */
    void wire(Wiring wiring);

    /** The access scopes an app has by default because of it; the settings may name others. */
    default List<String> scopes() {
        return List.of();
    }

    /** Adds to what {@code /sandbox/state} tells. */
    default void tell(Map<String, Object> state) {}

    /** What {@code /sandbox/<name>.jsonl} answers, one object a line, by name. */
    default Map<String, Contents> contents() {
        return Map.of();
    }

    /** Who takes which key of {@code /sandbox/control}. A value that cannot be is an IllegalArgumentException. */
    default Map<String, Consumer<JsonNode>> controls() {
        return Map.of();
    }

    /** As it was at the start; shelves are emptied by the shop. */
    default void reset(boolean contents) {}
}
