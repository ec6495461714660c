package io.silkroute.routes;

/** As much of an item on its way to the shop as routes look at. @param kind the stage it has reached */
public record PlayedItem(Key key, String kind, Decision decision) {

    public record Key(Type type, String id) {}

    public record Type(String word) {}

    /** @param kind send, remove, filter, reject */
    public record Decision(String kind) {}

    static PlayedItem loaded(String id, String decision) {
        return new PlayedItem(new Key(new Type("product"), id), "loaded", new Decision(decision));
    }

    static PlayedItem toSend(String type, String id) {
        return new PlayedItem(new Key(new Type(type), id), "to-send", new Decision("send"));
    }

    PlayedItem toRemove() {
        return new PlayedItem(key, "to-remove", decision);
    }

    /** Found so while it was to be written. */
    PlayedItem edited() {
        return new PlayedItem(key, "loaded", decision);
    }

    PlayedItem concluded() {
        return new PlayedItem(key, "concluded", decision);
    }

    public String hashKey() {
        return key.id() + "#1";
    }
}
