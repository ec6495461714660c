package io.silkroute.inbound;

/**
 * What goes on the queue as one message.
 *
 * @param lines compact items in UTF-8, one a line, in the order of their arrival
 * @param items how many lines
 * @param arrival the first line's number; line i has {@code arrival + i}
 */
record Chunk(byte[] lines, int items, long arrival) {}
