package io.silkroute.promotion;

import io.silkroute.connector.ConnectorName;
import java.util.Collection;
import java.util.Map;

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
}
