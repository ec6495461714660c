package io.silkroute.promotion;

import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who knows how often campaigns and codes were used. Where nobody does, they are listed without figures. */
public interface UsageFigures {

    /** @param revenue net of refunds, in the shop's currency */
    record Figure(long uses, Revenue revenue) {}

    /** @param amount exact, in the currency's digits */
    record Revenue(String amount, String currency) {}

    /** By id; those of which nothing is known are absent. */
    Map<String, Figure> ofCampaigns(ConnectorName connector, Collection<String> campaigns);

    /** By code. */
    Map<String, Figure> ofCodes(ConnectorName connector, Collection<String> codes);

    /** Uses of one day, in UTC. */
    record Day(LocalDate day, long uses) {}

    /** A campaign's uses of the last days, the oldest first and each day in it; empty where nobody knows. */
    List<Day> byDay(ConnectorName connector, String campaign, int days);

    /**
     * The shop counts a code in another number than its orders tell.
     *
     * @param orders how many of its orders are known
     * @param shop what the shop counts; it lags, and nobody can set it
     */
    record Difference(String code, long orders, long shop, Instant since) {}

    /** Of a campaign's codes the first of those that the shop counts otherwise. */
    List<Difference> differences(ConnectorName connector, String campaign, int limit);

    /**
     * How far the orders of a shop were read.
     *
     * @param at when a look at them came to its end; null while none has
     * @param problem why the last look did not, in a sentence; null if it did
     */
    record Reading(@Nullable Instant at, @Nullable String problem) {}

    /** Empty where nobody has looked yet. */
    Optional<Reading> reading(ConnectorName connector);
}
