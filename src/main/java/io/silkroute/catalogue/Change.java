package io.silkroute.catalogue;

/**
 * "This item must be looked at": an entry of the pending queue.
 *
 * @param place where it stands in the queue: categories first, then products, by arrival
 * @param arrival number of the newest event behind it; a change is done only if no newer event came meanwhile
 * @param cause why, in words: pushed, or what related item changed
 * @param attempts how often it has been tried
 */
public record Change(ItemKey key, long place, long arrival, String cause, int attempts) {}
