package io.silkroute.catalogue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in one form only: keys sorted, no white space, numbers without trailing zeros. Two documents that mean the
 * same have the same canonical bytes, so key order and formatting never look like a change.
 */
public final class CanonicalJson {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_KEPT = 1 << 20;

    // Every item is hashed, so its bytes are written to where the last item's were.
    private static final ThreadLocal<CanonicalJson> OF_THREAD = ThreadLocal.withInitial(CanonicalJson::new);

    private byte[] out = new byte[16 * 1024];
    private int size;

    private CanonicalJson() {}

    public static byte[] bytes(JsonNode node) {
        CanonicalJson json = written(node, null);
        byte[] bytes = Arrays.copyOf(json.out, json.size);
        json.forget();
        return bytes;
    }

    /** Of the canonical bytes. */
    public static Digest digest(JsonNode node) {
        return digest(node, null);
    }

    /** Of the canonical bytes of an object as it would be without one of its keys. */
    public static Digest digestWithout(ObjectNode object, String key) {
        return digest(object, key);
    }

    private static Digest digest(JsonNode node, @Nullable String without) {
        CanonicalJson json = written(node, without);
        Digest digest = Digest.of(json.out, json.size);
        json.forget();
        return digest;
    }

    private static CanonicalJson written(JsonNode node, @Nullable String without) {
        CanonicalJson json = OF_THREAD.get();
        json.size = 0;
        if (without != null && node instanceof ObjectNode object) {
            json.writeObject(object, without);
        } else {
            json.write(node);
        }
        return json;
    }

    private void forget() {
        if (out.length > LARGEST_KEPT) {
            out = new byte[16 * 1024];
        }
    }

    private void write(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject((ObjectNode) node, null);
            case ARRAY -> {
                put('[');
                for (int i = 0; i < node.size(); i++) {
                    if (i > 0) {
                        put(',');
                    }
                    write(node.get(i));
                }
                put(']');
            }
            case STRING -> writeText(node.stringValue(null));
            case NUMBER -> ascii(number(node));
            default -> utf8(node.toString()); // booleans and null print themselves as JSON
        }
    }

    private void writeObject(ObjectNode object, @Nullable String without) {
        String[] keys = new String[object.size()];
        int count = 0;
        boolean sorted = true;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String key = entry.getKey();
            if (!key.equals(without)) {
                sorted &= count == 0 || keys[count - 1].compareTo(key) < 0;
                keys[count++] = key;
            }
        }
        if (!sorted) {
            Arrays.sort(keys, 0, count);
        }
        put('{');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                put(',');
            }
            writeText(keys[i]);
            put(':');
            write(object.get(keys[i]));
        }
        put('}');
    }

    private void writeText(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i = writeRest(text, i);
            } else if (c < 0x20 || c == '"' || c == '\\') {
                writeEscaped(c);
            } else {
                put(c);
            }
        }
        put('"');
    }

    private void writeEscaped(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> {
                ascii("u00");
                put((char) HEX[c >> 4]);
                put((char) HEX[c & 0xF]);
            }
        }
    }

    /** @return the place of the last character that was written */
    private int writeRest(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x800) {
            put((char) (0xC0 | c >> 6));
        } else if (!Character.isSurrogate(c)) {
            put((char) (0xE0 | c >> 12));
            put((char) (0x80 | c >> 6 & 0x3F));
        } else if (Character.isHighSurrogate(c)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1))) {
            int point = Character.toCodePoint(c, text.charAt(at + 1));
            put((char) (0xF0 | point >> 18));
            put((char) (0x80 | point >> 12 & 0x3F));
            put((char) (0x80 | point >> 6 & 0x3F));
            put((char) (0x80 | point & 0x3F));
            return at + 1;
        } else {
            put('?'); // half a character has no bytes in UTF-8
            return at;
        }
        put((char) (0x80 | c & 0x3F));
        return at;
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void utf8(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            put((char) (b & 0xFF));
        }
    }

    private void put(char octet) {
        if (size == out.length) {
            out = Arrays.copyOf(out, size * 2);
        }
        out[size++] = (byte) octet;
    }

    // Scientific where the source was, so that 1e400 stays six characters and not four hundred.
    private static String number(JsonNode node) {
        if (node.isInt() || node.isLong()) {
            long whole = node.longValue();
            if (whole == 0 || whole % 10 != 0) {
                return Long.toString(whole);
            }
        }
        BigDecimal value = node.decimalValue();
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }
}
