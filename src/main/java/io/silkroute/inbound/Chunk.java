package io.silkroute.inbound;

/**
 * What goes on the queue as one message.
 *
 * @param lines compact items, one a line, in the order of their arrival
 * @param items how many lines
 * @param arrival the first line's number; line i has {@code arrival + i}
 */
record Chunk(String lines, int items, long arrival) {}
