package io.silkroute.campaign;

import tools.jackson.databind.JsonNode;

/**
 * How soon a change of a campaign or a code goes out.
 *
 * @param immediate it starts a run, whatever the connector's trigger says
 */
public record Timing(boolean immediate, Priority priority) {

    /** Which of several campaigns and codes goes first. */
    public enum Priority {
        HIGH,
        NORMAL,
        LOW
    }

    /** Of an item's image; what is not said, or cannot be read, is usual. */
    public static Timing of(JsonNode image) {
        JsonNode sync = image.path("sync");
        Priority priority = switch (sync.path("priority").asString("")) {
            case "high" -> Priority.HIGH;
            case "low" -> Priority.LOW;
            default -> Priority.NORMAL;
        };
        return new Timing(sync.path("when").asString("").equals("immediate"), priority);
    }
}
