package io.silkroute.acceptance;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** A picture in at most 256 colours. Pages have few: what differs are the edges of letters. */
final class Palette {

    private static final int MOST = 256;
    private static final int ALIKE = 200; // squares of differences

    private Palette() {}

    static BufferedImage of(BufferedImage whole) {
        int width = whole.getWidth();
        int height = whole.getHeight();
        int[] pixels = whole.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> often = new HashMap<>();
        for (int pixel : pixels) {
            often.merge(pixel & 0xffffff, 1, Integer::sum);
        }
        int[] colours = most(often);
        IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
        BufferedImage few = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> places = new HashMap<>();
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = (byte)
                        (int) places.computeIfAbsent(pixels[y * width + x] & 0xffffff, one -> nearest(one, colours));
            }
            few.getRaster().setDataElements(0, y, width, 1, row);
        }
        return few;
    }

    /** The most frequent ones that can be told apart from each other, so that a rare one has its place beside shades of others. */
    private static int[] most(Map<Integer, Integer> often) {
        int[] kept = new int[MOST];
        int n = 0;
        Comparator<Map.Entry<Integer, Integer>> byNumber = Map.Entry.comparingByValue(Comparator.reverseOrder());
        for (Map.Entry<Integer, Integer> one : often.entrySet().stream()
                .sorted(byNumber.thenComparing(Map.Entry.comparingByKey()))
                .toList()) {
            int[] known = Arrays.copyOf(kept, n);
            boolean alike = n > 0 && distance(one.getKey(), known[nearest(one.getKey(), known)]) < ALIKE;
            if (!alike && n < MOST) {
                kept[n++] = one.getKey();
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private static int distance(int one, int other) {
        return square(one >> 16, other >> 16) + square(one >> 8, other >> 8) + square(one, other);
    }

    private static int nearest(int colour, int[] colours) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int distance = distance(colour, colours[i]);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int square(int one, int other) {
        int difference = (one & 0xff) - (other & 0xff);
        return difference * difference;
    }
}
