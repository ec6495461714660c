package io.silkroute.sandbox.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A name in letters on a coloured ground: the colour that the name ends with, else one that is the name's own. */
final class Picture {
    private static final int SIZE = 480;
    private static final int MARGIN = 36;
    private static final int DOT = 4;
    private static final int ADVANCE = (Lettering.WIDTH + 1) * DOT;
    private static final int LINE = (Lettering.HEIGHT + 4) * DOT;

    private static final Map<String, Integer> COLOURS = Map.ofEntries(
            Map.entry("moss_green", 0x5b6b3a),
            Map.entry("midnight_blue", 0x1d2a4d),
            Map.entry("graphite", 0x3d4045),
            Map.entry("ivory", 0xf1ead8),
            Map.entry("sand", 0xd5bd93),
            Map.entry("terracotta", 0xb5573a),
            Map.entry("matte_black", 0x1b1b1d),
            Map.entry("oiled_oak", 0xc89d66),
            Map.entry("walnut_veneer", 0x5f4331));

    private final String name;

    Picture(String name) {
        this.name = name;
    }

    byte[] png() {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        int ground = ground();
        int ink = bright(ground) ? 0x222222 : 0xfafafa;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                boolean frame =
                        Math.min(Math.min(x, y), Math.min(SIZE - 1 - x, SIZE - 1 - y)) / DOT == MARGIN / DOT / 2;
                image.setRGB(x, y, frame ? ink : ground);
            }
        }
        String[] lines = Lettering.lines(name.replaceAll("[-_]+", " ").strip(), (SIZE - 2 * MARGIN) / ADVANCE);
        int top = (SIZE - lines.length * LINE) / 2;
        for (int line = 0; line < lines.length; line++) {
            write(image, lines[line], top + line * LINE, ink);
        }
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(BufferedImage image, String text, int top, int ink) {
        for (int i = 0; i < text.length(); i++) {
            for (int column = 0; column < Lettering.WIDTH; column++) {
                for (int row = 0; row < Lettering.HEIGHT; row++) {
                    if (Lettering.dot(text.charAt(i), column, row)) {
                        dot(image, MARGIN + i * ADVANCE + column * DOT, top + row * DOT, ink);
                    }
                }
            }
        }
    }

    private static void dot(BufferedImage image, int left, int top, int ink) {
        for (int x = left; x < Math.min(left + DOT, SIZE); x++) {
            for (int y = Math.max(top, 0); y < Math.min(top + DOT, SIZE); y++) {
                image.setRGB(x, y, ink);
            }
        }
    }

    private int ground() {
        int own = name.hashCode();
        int pale = 0x808080 | own & 0x7f7f7f;
        return COLOURS.entrySet().stream()
                .filter(colour -> name.endsWith("-" + colour.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(pale);
    }

    private static boolean bright(int colour) {
        return (colour >> 16 & 0xff) * 3 + (colour >> 8 & 0xff) * 6 + (colour & 0xff) > 1_300;
    }
}
