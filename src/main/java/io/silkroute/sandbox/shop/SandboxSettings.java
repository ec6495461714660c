package io.silkroute.sandbox.shop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sandbox shop's settings, {@code silkroute.sandbox.*}.
 *
 * @param accessToken the connector's fixed token; a client id and secret are for the client credentials grant
 * @param foreignToken a second app's token, with a bucket of its own
 * @param controlToken also opens {@code /sandbox/control}; null: only the access token does
 * @param currency of its prices and costs
 * @param priceLists those of markets that it begins with, their currencies by name
 * @param latency added to each call, up to {@code latencyJitter} more
 * @param data the folder that keeps the shop; null: in memory only
 * @param bulkRate lines a second of one bulk operation, 0: as fast as it goes
 * @param bulkDelay how long a bulk operation stays CREATED before it runs
 * @param scopes granted to an app; null: all that the features have
 * @param sampleOrders a file of orders that are placed once their products and codes are there; empty: none
 */
@ConfigurationProperties("silkroute.sandbox")
public record SandboxSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("sandbox.myshopify.com") String domain,
        @DefaultValue("sandbox-token") String accessToken,
        @DefaultValue("sandbox-foreign-token") String foreignToken,
        @DefaultValue("sandbox-client") String clientId,
        @DefaultValue("sandbox-secret") String clientSecret,
        @Nullable String controlToken,
        @DefaultValue("standard") Plan plan,
        @DefaultValue("USD") Currency currency,
        @DefaultValue Map<String, Currency> priceLists,
        @DefaultValue("0ms") Duration latency,
        @DefaultValue("0ms") Duration latencyJitter,
        @Nullable Path data,
        @DefaultValue("0") int bulkRate,
        @DefaultValue("0ms") Duration bulkDelay,
        @DefaultValue("24h") Duration tokenLife,
        @Nullable List<String> scopes,
        @DefaultValue("") String sampleOrders) {

    public SandboxSettings {
        if (!domain.matches("[a-z0-9][a-z0-9-]*\\.myshopify\\.com")) {
            throw new IllegalArgumentException(
                    "silkroute.sandbox.domain must look like name.myshopify.com, not " + domain);
        }
        if (accessToken.isBlank() || clientId.isBlank() || clientSecret.isBlank()) {
            throw new IllegalArgumentException(
                    "silkroute.sandbox.access-token, client-id and client-secret must not be empty");
        }
        if (accessToken.equals(foreignToken)) {
            throw new IllegalArgumentException("silkroute.sandbox.foreign-token must differ from access-token");
        }
        check(currency);
        priceLists.values().forEach(SandboxSettings::check);
        if (latency.isNegative() || latencyJitter.isNegative() || bulkRate < 0 || bulkDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "silkroute.sandbox.latency, latency-jitter, bulk-rate and bulk-delay must not be negative");
        }
        if (tokenLife.isNegative() || tokenLife.isZero()) {
            throw new IllegalArgumentException("silkroute.sandbox.token-life must be longer than nothing");
        }
    }

    /** A shop sells in a currency of money, not in gold or in units of account. */
    static Currency check(Currency currency) {
        if (currency.getDefaultFractionDigits() < 0 || currency.getDefaultFractionDigits() > 3) {
            throw new IllegalArgumentException(
                    "silkroute.sandbox.currency " + currency + " is none that a shop can have");
        }
        return currency;
    }
}
