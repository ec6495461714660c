package io.silkroute.imports;

/**
 * What a person asks for.
 *
 * @param range customers are read all, whatever it says
 * @param reconcile orders that are in the ledger are compared with it, and corrected
 * @param updateMetrics what customers have spent and their tiers follow
 * @param acceptTruncated what the shop tells of is enough, if it does not tell of all
 */
public record ImportAsked(
        ImportStream stream, ImportRange range, boolean reconcile, boolean updateMetrics, boolean acceptTruncated) {

    public ImportAsked {
        range = stream == ImportStream.CUSTOMERS ? ImportRange.ALL : range;
    }
}
