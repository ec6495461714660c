package io.silkroute.inbound.item;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Compact JSON text, an item a line, in one growing buffer that is used again for the next chunk. Only the item
 * being written can be taken back. The caller writes tokens in a valid order; commas are set here.
 */
public final class CompactJson {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private static final int SHORT = 1024;

    private char[] buffer = new char[8192];
    private int length;
    private int start;
    private int wider; // bytes that the item's UTF-8 has beyond one per character
    private boolean storable = true;

    public void openItem() {
        start = length;
        wider = 0;
        storable = true;
    }

    public void closeItem() {
        raw('\n');
    }

    /** The item being written. */
    public String item() {
        return new String(buffer, start, length - start);
    }

    public void dropItem() {
        length = start;
    }

    /** Size of the item being written, in bytes of UTF-8. */
    public int itemBytes() {
        return length - start + wider;
    }

    /** False when the item holds U+0000 or half a surrogate pair, which databases refuse or garble. */
    public boolean storable() {
        return storable;
    }

    public int length() {
        return length;
    }

    /** The lines so far in UTF-8, without the last line's end; the buffer is empty afterwards. */
    public byte[] takeLines() {
        byte[] lines = new String(buffer, 0, Math.max(0, length - 1)).getBytes(StandardCharsets.UTF_8);
        length = 0;
        return lines;
    }

    public void raw(char c) {
        room(1);
        buffer[length++] = c;
    }

    public void raw(String ascii) {
        int n = ascii.length();
        room(n);
        ascii.getChars(0, n, buffer, length);
        length += n;
    }

    public void raw(char[] ascii, int from, int n) {
        room(n);
        System.arraycopy(ascii, from, buffer, length, n);
        length += n;
    }

    public void comma() {
        char before = buffer[length - 1];
        if (before != '{' && before != '[') {
            raw(',');
        }
    }

    public void key(String name) {
        comma();
        text(name);
        raw(':');
    }

    public void text(String text) {
        int n = text.length();
        room(n * 6 + 2);
        buffer[length++] = '"';
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            put(
                    c,
                    Character.isSurrogate(c)
                            && !paired(c, i > 0 ? text.charAt(i - 1) : 0, i + 1 < n ? text.charAt(i + 1) : 0));
        }
        buffer[length++] = '"';
    }

    public void text(char[] text, int from, int n) {
        room(widest(text, from, n) + 2);
        buffer[length++] = '"';
        for (int i = from, end = from + n; i < end; i++) {
            char c = text[i];
            put(c, Character.isSurrogate(c) && !paired(c, i > from ? text[i - 1] : 0, i + 1 < end ? text[i + 1] : 0));
        }
        buffer[length++] = '"';
    }

    // Six of each character is more than a long text ever needs.
    private static int widest(char[] text, int from, int n) {
        if (n < SHORT) {
            return n * 6;
        }
        int width = n;
        for (int i = from; i < from + n; i++) {
            width += text[i] < 0x20 || text[i] == '"' || text[i] == '\\' ? 5 : 0;
        }
        return width;
    }

    private void put(char c, boolean alone) {
        if (c >= 0x80) {
            buffer[length++] = c;
            wider += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            storable &= !alone;
        } else if (c >= 0x20 && c != '"' && c != '\\') {
            buffer[length++] = c;
        } else {
            escape(c);
        }
    }

    private void escape(char c) {
        buffer[length++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[length++] = c;
            case '\n' -> buffer[length++] = 'n';
            case '\r' -> buffer[length++] = 'r';
            case '\t' -> buffer[length++] = 't';
            default -> {
                storable &= c != 0;
                buffer[length++] = 'u';
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = HEX[c >> 4];
                buffer[length++] = HEX[c & 15];
            }
        }
    }

    private static boolean paired(char c, int before, int after) {
        return Character.isHighSurrogate(c)
                ? Character.isLowSurrogate((char) after)
                : Character.isHighSurrogate((char) before);
    }

    private void room(int n) {
        if (buffer.length - length < n) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + n));
        }
    }
}
