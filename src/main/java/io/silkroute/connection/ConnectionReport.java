package io.silkroute.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test of the connection found.
 *
 * @param passed the shop answered, and lets the app do what the connector is set to do
 * @param saved the tested values are the connector's; those of a form are not
 * @param code why it did not pass: as the gateway names it, or {@code MISSING_SCOPES}; null if it passed
 * @param sentence all of it for a person, with what to do
 * @param shop null if the shop did not answer
 * @param scopes null if the shop did not answer
 * @param locations names of the shop's active ones; null if they are not known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConnectionReport(
        boolean passed,
        boolean saved,
        Instant at,
        long milliseconds,
        String domain,
        @Nullable String code,
        String sentence,
        @Nullable AskedShop shop,
        @Nullable Scopes scopes,
        ApiVersion version,
        @Nullable List<String> locations) {

    /** @param domain the shop's own, where the connector's domain is another name of it */
    public record AskedShop(String name, String domain, String plan, String currency) {}

    public record Scopes(List<String> granted, List<Missing> missing) {}

    /** @param need what the connector needs it for, as it is configured */
    public record Missing(String scope, String need) {}

    /**
     * @param answered null if the shop did not say
     * @param supportedUntil of the version that was asked, as Shopify documents it
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ApiVersion(String asked, @Nullable String answered, Instant supportedUntil) {}
}
