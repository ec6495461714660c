package io.silkroute.source.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * In which characters a text file is written: by its byte order mark, by the zeros of UTF-16, UTF-8 if all of it is
 * that, else Windows-1252 if it can be. The whole file is looked at: the first byte that tells may be its last. A
 * detector by statistics would weigh twelve megabytes and guess between kin of Windows-1252 by single letters.
 *
 * @param skip bytes of the mark
 */
record TextEncoding(Charset charset, int skip) {

    private static final int LOOK = 4_096;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    boolean guessed() {
        return charset.equals(WINDOWS);
    }

    static TextEncoding of(Opener file) throws IOException {
        byte[] head;
        try (InputStream in = file.open()) {
            head = in.readNBytes(LOOK);
        }
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            requireWhole(look(file, StandardCharsets.UTF_8, 3));
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (starts(head, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (starts(head, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        int even = zeros(head, 0);
        int odd = zeros(head, 1);
        if (odd > head.length / 8 && even == 0) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0);
        }
        if (even > head.length / 8 && odd == 0) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 0);
        }
        if (even + odd > 0) {
            throw new UnreadableTable(
                    "This is no text: it holds bytes that are 0. Export the file anew as CSV in UTF-8.");
        }
        Looked utf8 = look(file, StandardCharsets.UTF_8, 0);
        if (utf8.broken() == 0 || utf8.letters() > utf8.broken()) {
            requireWhole(utf8);
            return new TextEncoding(StandardCharsets.UTF_8, 0);
        }
        if (look(file, WINDOWS, 0).broken() > 0) {
            throw new UnreadableTable("The text is neither UTF-8 nor Windows-1252. Export the file anew in UTF-8.");
        }
        return new TextEncoding(WINDOWS, 0);
    }

    /**
     * What is found in a file that is taken for one in some characters.
     *
     * @param broken how many places are none of them
     * @param line of the first of them
     * @param letters how many are beyond ASCII; in UTF-8 they are written in several bytes, as by chance hardly one is
     */
    private record Looked(long broken, long line, long letters) {}

    private static void requireWhole(Looked utf8) {
        if (utf8.broken() > 0) {
            throw new UnreadableTable(
                    "The text is UTF-8, but a character in line %d is broken. Correct it there, or export the file anew."
                            .formatted(utf8.line()));
        }
    }

    private static Looked look(Opener file, Charset charset, int skip) throws IOException {
        CharsetDecoder decoder = strict(charset);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        long broken = 0;
        long line = 1;
        long firstBroken = 0;
        long letters = 0;
        try (InputStream in = new BufferedInputStream(file.open())) {
            in.readNBytes(skip); // not skipped: what unpacks begins with the first read
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                CoderResult result;
                do {
                    chars.clear();
                    result = decoder.decode(bytes, chars, end);
                    chars.flip();
                    while (chars.hasRemaining()) {
                        char c = chars.get();
                        line += c == '\n' ? 1 : 0;
                        letters += c >= 0x80 ? 1 : 0;
                    }
                    if (result.isError()) {
                        broken++;
                        firstBroken = firstBroken == 0 ? line : firstBroken;
                        bytes.position(bytes.position() + result.length());
                    }
                } while (!result.isUnderflow());
                bytes.compact();
            }
        }
        return new Looked(broken, firstBroken, letters);
    }

    private static boolean starts(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int i = from; i < head.length; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    CharsetDecoder decoder() {
        return strict(charset);
    }
}
