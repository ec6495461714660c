package io.silkroute.source;

/**
 * In which row a text stood first, for up to a million texts in sixteen megabytes; what comes then is not remembered. By
 * 64 bits of each text: that two of a million are taken for one happens once in forty million files.
 */
final class RowsByText {

    private static final int MOST = 1_000_000;

    private long[] hashes = new long[1 << 10];
    private int[] rows = new int[1 << 10];
    private int size;

    /** The row in which it stood before, or 0. */
    int first(String text) {
        int at = place(hashes, hash(text));
        return hashes[at] == 0 ? 0 : rows[at];
    }

    /** @return the row in which it stood before, or 0 */
    int put(String text, long row) {
        long hash = hash(text);
        int at = place(hashes, hash);
        if (hashes[at] != 0) {
            return rows[at];
        }
        if (size < MOST) {
            hashes[at] = hash;
            rows[at] = (int) Math.min(row, Integer.MAX_VALUE);
            size++;
            if (size * 3 > hashes.length * 2) {
                grow();
            }
        }
        return 0;
    }

    boolean full() {
        return size >= MOST;
    }

    private void grow() {
        long[] more = new long[hashes.length * 2];
        int[] moreRows = new int[more.length];
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] != 0) {
                int at = place(more, hashes[i]);
                more[at] = hashes[i];
                moreRows[at] = rows[i];
            }
        }
        hashes = more;
        rows = moreRows;
    }

    private static int place(long[] table, long hash) {
        int at = (int) (hash ^ hash >>> 32) & table.length - 1;
        while (table[at] != 0 && table[at] != hash) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        return hash == 0 ? 1 : hash;
    }
}
