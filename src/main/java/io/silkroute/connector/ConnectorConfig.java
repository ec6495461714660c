package io.silkroute.connector;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for one connector, without its secrets. The same shape in {@code application.yaml}
 * (kebab-case), in {@code /api/connectors/{c}/config} (camelCase) and in a run's snapshot.
 */
public record ConnectorConfig(
        Shop shop,
        Export export,
        String mapping,
        LinkExisting linkExisting,
        Trigger trigger,
        int batchSize,
        Conflicts conflicts) {

    /** @param endpoint where the Admin API answers; null: {@code https://} and the domain */
    public record Shop(
            @Nullable String domain,
            @Nullable URI endpoint,
            String apiVersion,
            @Nullable String clientId) {

        public URI address() {
            return endpoint != null ? endpoint : URI.create("https://" + domain);
        }
    }

    public record Export(
            StatusFilter status, List<String> tags, List<String> families, boolean disableDeletions, Removal removal) {}

    /** @param schedule {@code manual}, {@code 15m}, {@code 1h}, {@code 6h}, {@code daily} or Quartz cron expressions */
    public record Trigger(boolean onChange, List<String> schedule) {}

    public enum StatusFilter {
        ONLY_VISIBLE,
        ALL
    }

    public enum Removal {
        ARCHIVE,
        DELETE
    }

    public enum LinkExisting {
        NONE,
        HANDLE,
        SKU
    }

    public enum Conflicts {
        PIM_WINS,
        SHOPIFY_WINS,
        MANUAL
    }
}
