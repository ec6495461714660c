package io.silkroute.acceptance;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What an Akeneo PIM answers. */
final class AkeneoAnswers {

    AkeneoAnswers(JsonNode catalogue, String self) {}

    Optional<JsonNode> answer(String path, Map<String, String> query) {
        return Optional.empty();
    }
}
