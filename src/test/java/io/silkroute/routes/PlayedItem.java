package io.silkroute.routes;

/** As much of an item on its way to the shop as routes look at. */
public record PlayedItem(String key, Decision decision, boolean isConcluded, boolean isCategory) {

    /** @param kind write, remove, filter, reject */
    public record Decision(String kind) {}

    static PlayedItem product(String key, String decision) {
        return new PlayedItem(key, new Decision(decision), false, false);
    }

    PlayedItem asConcluded() {
        return new PlayedItem(key, decision, true, isCategory);
    }

    PlayedItem asCategory() {
        return new PlayedItem(key, decision, isConcluded, true);
    }

    public String hashKey() {
        return key + "#1";
    }
}
