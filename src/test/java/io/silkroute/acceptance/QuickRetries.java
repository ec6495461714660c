package io.silkroute.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One application for all tests of what goes wrong in shops, closed with the JVM: it tries again after short pauses. */
final class QuickRetries {

    private static @Nullable RunningApplication application;

    private QuickRetries() {}

    static synchronized Silkroute silkroute() {
        RunningApplication running = application;
        if (running == null) {
            Path folder = RunningApplication.temporaryFolder();
            running = RunningApplication.start(
                    folder,
                    "silkroute.mappings=" + mappings(folder),
                    "silkroute.shopify.attempts=4",
                    "silkroute.shopify.first-pause=20ms",
                    "silkroute.shopify.longest-pause=200ms",
                    "silkroute.shopify.breaker-open=50ms",
                    "silkroute.shopify.bulk-poll=50ms",
                    "silkroute.run.watch-period=200",
                    "silkroute.run.watch-delay=100",
                    "silkroute.run.retry-after=500ms,1s");
            application = running;
        }
        running.silkroute.control("{\"latency\":0,\"clearFaults\":true}");
        return running.silkroute;
    }

    /** Those of the product, and one in which each variant has a metafield. */
    private static Path mappings(Path folder) {
        try {
            Path mappings = Files.createDirectories(folder.resolve("mappings"));
            for (String file : new String[] {"product.yaml", "collection.yaml"}) {
                Files.copy(Path.of("mappings", file), mappings.resolve(file));
            }
            String usual = Files.readString(mappings.resolve("product.yaml"));
            Files.writeString(
                    mappings.resolve("detailed.yaml"),
                    usual.replace(
                            "\nvariant:\n",
                            "\nvariant:\n  metafields:\n    - {namespace: pim, key: size_note, from: attributes.note}\n"));
            return mappings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
