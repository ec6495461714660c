package io.silkroute.inbound.receipt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ids that came more than once in one delivery, however long it is. The first few thousand are held in
 * memory; of more, each goes into a part by its hash, in a file, and the parts are looked through one after the other:
 * what is held in memory at a time is a small share of what came.
 */
public final class Repeats implements Closeable {

    private static final int HELD = 4_096;
    private static final int PARTS = 256;
    private static final int PART_BUFFER = 4 << 10;

    private List<Came> held = new ArrayList<>();
    private @Nullable Parts parts;

    /** An item that was accepted. @param updated its time of change as it was sent */
    public record Came(
            String type,
            String id,
            long index,
            long line,
            @Nullable String updated) {

        long row() {
            return index + 1;
        }

        int part() {
            int hash = (type.hashCode() * 31 + id.hashCode()) * 0x9E3779B9;
            return hash >>> 24;
        }
    }

    public void add(Came came) {
        if (parts != null) {
            parts.add(came);
            return;
        }
        held.add(came);
        if (held.size() > HELD) {
            parts = new Parts();
            held.forEach(parts::add);
            held = List.of();
        }
    }

    /**
     * Says of each id that came more than once which of its rows counts.
     *
     * @param latest the latest time of change that is credible
     */
    public void each(Instant latest, Consumer<Remark> consumer) {
        if (parts == null) {
            Repeated.among(held, latest).forEach(repeated -> consumer.accept(repeated.remark()));
            return;
        }
        for (int part = 0; part < PARTS; part++) {
            Repeated.among(parts.read(part), latest).forEach(repeated -> consumer.accept(repeated.remark()));
        }
    }

    @Override
    public void close() throws IOException {
        if (parts != null) {
            parts.close();
        }
    }

    /** The parts in one file, which grows block by block; a block is of one part. */
    private static final class Parts implements Closeable {

        private final FileChannel file;
        private final ByteArrayOutputStream[] buffers = new ByteArrayOutputStream[PARTS];
        private final List<List<Block>> blocks = new ArrayList<>();
        private long end;

        private record Block(long at, int length) {}

        Parts() {
            try {
                Path path = Files.createTempFile("silkroute-delivery", ".ids");
                file = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (int part = 0; part < PARTS; part++) {
                buffers[part] = new ByteArrayOutputStream();
                blocks.add(new ArrayList<>());
            }
        }

        void add(Came came) {
            int part = came.part();
            ByteArrayOutputStream buffer = buffers[part];
            try {
                DataOutputStream out = new DataOutputStream(buffer);
                out.writeUTF(came.type());
                out.writeUTF(came.id());
                out.writeLong(came.index());
                out.writeLong(came.line());
                out.writeUTF(came.updated() == null ? "" : came.updated());
                if (buffer.size() >= PART_BUFFER) {
                    write(part);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(int part) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(buffers[part].toByteArray());
            blocks.get(part).add(new Block(end, bytes.remaining()));
            while (bytes.hasRemaining()) {
                end += file.write(bytes, end);
            }
            buffers[part].reset();
        }

        Iterable<Came> read(int part) {
            return () -> new CameIterator(part);
        }

        private final class CameIterator implements Iterator<Came> {

            private final List<Block> ofPart;
            private final byte[] rest;
            private int block;
            private DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[0]));

            CameIterator(int part) {
                ofPart = blocks.get(part);
                rest = buffers[part].toByteArray();
            }

            @Override
            public boolean hasNext() {
                try {
                    while (in.available() == 0 && block <= ofPart.size()) {
                        in = new DataInputStream(
                                new ByteArrayInputStream(block < ofPart.size() ? bytes(ofPart.get(block)) : rest));
                        block++;
                    }
                    return in.available() > 0;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Came next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                try {
                    String type = in.readUTF();
                    String id = in.readUTF();
                    long index = in.readLong();
                    long line = in.readLong();
                    String updated = in.readUTF();
                    return new Came(type, id, index, line, updated.isEmpty() ? null : updated);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private byte[] bytes(Block block) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(block.length());
            while (bytes.hasRemaining()) {
                if (file.read(bytes, block.at() + bytes.position()) < 0) {
                    throw new EOFException("the file of a delivery's ids ended too early");
                }
            }
            return bytes.array();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
