package io.silkroute.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.source.profile.ProfileFiles;
import io.silkroute.source.profile.Profiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A file is never in memory as a whole; {@code -Dsource.megabytes=500} tries a large one. */
class FlatMemoryTest {

    private static final long MEGABYTES = Long.getLong("source.megabytes", 8);

    /** Rows of products with two variants each, made as they are read. */
    private static final class Export extends InputStream {

        private static final String HEADER =
                "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Price\n";

        private final String text = "x".repeat(500);
        private byte[] row = HEADER.getBytes(StandardCharsets.UTF_8);
        private long made;
        private int at;
        private int n;

        @Override
        public int read() {
            if (at == row.length && !more()) {
                return -1;
            }
            return row[at++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == row.length && !more()) {
                return -1;
            }
            int copied = Math.min(length, row.length - at);
            System.arraycopy(row, at, into, from, copied);
            at += copied;
            return copied;
        }

        private boolean more() {
            made += row.length;
            if (made > MEGABYTES << 20) {
                return false;
            }
            String first = n % 2 == 0 ? "Product " + n / 2 + ",\"" + text + "\",Size,S" : ",,,M";
            row = "p-%d,%s,SKU-%d,12.50%n".formatted(n / 2, first, n).getBytes(StandardCharsets.UTF_8);
            at = 0;
            n++;
            return true;
        }
    }

    @Test
    void memory_does_not_grow_with_the_file() throws IOException {
        Profiles.Known known = Profiles.of(ProfileFiles.in(Path.of("sources")));
        long products = 0;
        long variants = 0;
        long most = 0;
        long before = used();
        try (Conversion conversion = SourceFiles.open(
                known,
                Export::new,
                null,
                Extent.AS_PROFILED,
                id -> null,
                LiveItems.NONE,
                Instant.EPOCH,
                Files::createTempFile)) {
            for (Converted next = conversion.next(); next != null; next = conversion.next()) {
                assertThat(next).isInstanceOf(Converted.Made.class);
                if (((Converted.Made) next).item().path("type").asString("").equals("product")) {
                    products++;
                } else {
                    variants++;
                }
                if (products % 5_000 == 0) {
                    most = Math.max(most, used());
                }
            }
        }
        assertThat(products).isGreaterThan(MEGABYTES * 1_500);
        assertThat(variants).isBetween(2 * products - 1, 2 * products);
        assertThat(most - before).isLessThan(64L << 20);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
