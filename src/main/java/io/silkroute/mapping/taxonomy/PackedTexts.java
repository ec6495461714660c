package io.silkroute.mapping.taxonomy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Many short texts in one array, by their numbers: a third of the room that as many strings take. */
final class PackedTexts {

    private byte[] bytes = new byte[1 << 16];
    private int[] ends = new int[1 << 12];
    private int size;

    void add(String text) {
        byte[] added = text.getBytes(StandardCharsets.UTF_8);
        int start = start(size);
        if (start + added.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, start + added.length));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        System.arraycopy(added, 0, bytes, start, added.length);
        ends[size++] = start + added.length;
    }

    void trim() {
        bytes = Arrays.copyOf(bytes, start(size));
        ends = Arrays.copyOf(ends, size);
    }

    int size() {
        return size;
    }

    String get(int number) {
        int start = start(number);
        return new String(bytes, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    /** How long it is. */
    int bytes(int number) {
        return ends[number] - start(number);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }
}
