package io.silkroute.mirror;

/**
 * What a storing came to.
 *
 * @param seen objects that were there
 * @param changed those of them that were new or had another content, each counted once in a reading
 * @param removed objects that are no more
 */
public record Stored(long seen, long changed, long removed) {

    public static final Stored NOTHING = new Stored(0, 0, 0);

    public Stored plus(Stored other) {
        return new Stored(seen + other.seen, changed + other.changed, removed + other.removed);
    }
}
