package io.silkroute.sandbox.taxonomy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Shopify's own list of categories, read when the first product names one. */
public final class TaxonomyCategories {

    private static final String LIST = "/shopify/taxonomy/categories.txt.gz";
    private static final String BETWEEN = " : ";

    private TaxonomyCategories() {}

    private static final class Known {
        static final Map<String, String> PATHS = read();
    }

    /** The full path of a category, by its global id; null if there is none. */
    public static @Nullable String path(String gid) {
        return Known.PATHS.get(gid);
    }

    private static Map<String, String> read() {
        try (InputStream in = Objects.requireNonNull(TaxonomyCategories.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            Map<String, String> paths = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int between = line.indexOf(BETWEEN);
                if (line.startsWith("gid://") && between > 0) {
                    paths.put(line.substring(0, between).strip(), line.substring(between + BETWEEN.length()));
                }
            }
            return paths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
