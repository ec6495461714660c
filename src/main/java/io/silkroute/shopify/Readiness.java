package io.silkroute.shopify;

import org.jspecify.annotations.Nullable;

/** Whether a shop is prepared for the connector's writes. */
public sealed interface Readiness {

    /**
     * @param publicationId of the Online Store's sales channel; null if the shop has none: then nothing is published
     * @param currency in which the shop has its prices, ISO 4217; null if it does not say
     * @param zone in which the shop has its days, an IANA name; null if it does not say
     */
    record Ready(
            @Nullable String publicationId,
            @Nullable String currency,
            @Nullable String zone) implements Readiness {}

    /** Nothing can be written yet; the next question tries again. */
    record NotReady(Reason reason, Usage usage) implements Readiness {}
}
