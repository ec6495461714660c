package io.silkroute.inbound;

import io.silkroute.inbound.item.JsonMistakes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON text on its way to the parser: refuses what is not UTF-8 to the letter, with its place, and passes no more of a
 * text in quotes than an item may have in all. The rest of such a text is left out, unread by the parser, which would
 * hold it in memory; what is passed is too long, so its item is rejected.
 */
final class Utf8Text extends FilterInputStream {

    private static final int QUOTE = '"';
    private static final int BACKSLASH = '\\';
    private static final int HEX_DIGITS = 4;
    private static final int[] GZIP = {0x1f, 0x8b}; // how packed data begins

    private final long longest;
    private final byte[] one = new byte[1];
    private long line = 1;
    private long offset; // of the next byte
    private int previous;
    private int first; // byte of the character
    private long began;
    private int more; // bytes of the character that are still to come
    private int least; // the next byte is not below
    private int most; // nor above
    private boolean quoted;
    private int escaped; // 1 behind a backslash, one more than the digits that are still to come behind its u
    private boolean leftOut;
    private long length; // of the text in quotes, in characters

    /** @param longest most characters of a text in quotes that are passed */
    Utf8Text(InputStream in, long longest) {
        super(in);
        this.longest = longest;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int n) throws IOException {
        if (n == 0) {
            return 0;
        }
        int passed = 0;
        while (passed == 0) {
            int read = super.read(into, from, n);
            if (read < 0) {
                if (more > 0) {
                    throw Refusal.notUtf8(line, began, "the text ends within a character");
                }
                return -1;
            }
            passed = pass(into, from, read);
        }
        return passed;
    }

    private int pass(byte[] bytes, int from, int n) {
        int to = from;
        for (int i = from; i < from + n; i++) {
            byte b = bytes[i];
            boolean inside = more > 0;
            check(b);
            previous = b;
            offset++;
            if (!quoted) {
                quoted = b == QUOTE;
                length = 0;
                leftOut = false;
            } else if (!inside) {
                quoted(b);
            }
            if (!leftOut) {
                bytes[to++] = b;
            }
        }
        return to - from;
    }

    // A character or an escape is passed or left out as a whole.
    private void quoted(byte b) {
        if (escaped == 1) {
            escaped = b == 'u' ? 1 + HEX_DIGITS : 0;
        } else if (escaped > 1) {
            escaped = escaped == 2 ? 0 : escaped - 1;
        } else if (b == QUOTE) {
            quoted = false;
            leftOut = false;
        } else {
            leftOut = length > longest;
            length++;
            escaped = b == BACKSLASH ? 1 : 0;
        }
    }

    /** The well-formed sequences of the Unicode Standard, table 3-7. */
    private void check(byte next) {
        int b = next & 0xff;
        if (more > 0) {
            if (b < least || b > most) {
                throw refused(first, began);
            }
            more--;
            least = 0x80;
            most = 0xbf;
        } else if (b < 0x80) {
            if (b == '\n') {
                line++;
            } else if (b == 0) {
                throw Refusal.notUtf8(line, offset, "a zero byte, as of UTF-16");
            }
        } else if (b >= 0xc2 && b <= 0xdf) {
            begin(b, 1, 0x80, 0xbf);
        } else if (b >= 0xe0 && b <= 0xef) {
            begin(b, 2, b == 0xe0 ? 0xa0 : 0x80, b == 0xed ? 0x9f : 0xbf);
        } else if (b >= 0xf0 && b <= 0xf4) {
            begin(b, 3, b == 0xf0 ? 0x90 : 0x80, b == 0xf4 ? 0x8f : 0xbf);
        } else if (offset == 1 && previous == GZIP[0] && b == GZIP[1]) {
            throw Refusal.broken(JsonMistakes.PACKED + ".");
        } else {
            throw refused(b, offset);
        }
    }

    private void begin(int b, int following, int lowest, int highest) {
        first = b;
        began = offset;
        more = following;
        least = lowest;
        most = highest;
    }

    private Refusal refused(int b, long at) {
        return Refusal.notUtf8(line, at, "0x%02X begins no character there, as of a file in Latin-1".formatted(b));
    }
}
