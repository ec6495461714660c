package io.silkroute.fetch;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How PIMs are asked.
 *
 * @param timeout of a call, from its beginning to its end
 * @param retryAfter how long after each failure of a call it is made again; after the last one the fetch fails
 * @param longestWait a PIM that asks to be left alone for longer is left alone until the next fetch
 * @param maxPage largest answer, unpacked
 * @param maxRecords largest sum of records of a fetch, on the disk
 * @param resumeWithin how old a fetch that failed may be to be gone on with
 */
@ConfigurationProperties("silkroute.fetch")
record FetchSettings(
        @DefaultValue("60s") Duration timeout,

        @DefaultValue({"1s", "2s", "5s", "15s", "30s", "60s"})
        List<Duration> retryAfter,

        @DefaultValue("5m") Duration longestWait,
        @DefaultValue("64MB") DataSize maxPage,
        @DefaultValue("4096MB") DataSize maxRecords,
        @DefaultValue("24h") Duration resumeWithin) {

    FetchSettings {
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("silkroute.fetch.timeout must be a time of at most 10m");
        }
        if (retryAfter.isEmpty() || retryAfter.stream().anyMatch(Duration::isNegative) || longestWait.isNegative()) {
            throw new IllegalArgumentException("silkroute.fetch.retry-after must name at least one pause");
        }
        if (longestWait.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("silkroute.fetch.longest-wait must be at most 10m");
        }
        if (maxPage.toBytes() < 1 || maxPage.toMegabytes() > 1024 || maxRecords.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "silkroute.fetch.max-page must be at most 1024MB, and max-records larger than 0");
        }
        retryAfter = List.copyOf(retryAfter);
    }
}
