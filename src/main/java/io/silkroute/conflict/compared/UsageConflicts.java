package io.silkroute.conflict.compared;

import io.silkroute.connector.ConnectorName;
import java.util.List;

/** Is told what the shop counts otherwise than its orders tell. */
public interface UsageConflicts {

    /** So many codes of a campaign are told at most. */
    int MOST = 100;

    /** How often a code was used. @param orders as its orders tell @param shop as the shop counts */
    record Count(String code, long orders, long shop) {}

    /** @param counts of a campaign's codes those that differ; none: it is settled */
    void differ(ConnectorName connector, String campaign, List<Count> counts);
}
