package io.silkroute.preview.dryrun;

import java.util.List;

/**
 * What a run would come to. A variant counts with its product.
 *
 * @param unchanged equal to what the shop accepted last
 * @param others of which nothing is sent for another reason: filtered, rejected, waiting, kept in the shop
 * @param points of all writes by single calls
 * @param secondsSingle by single calls, as the shop's bucket refills
 * @param secondsBulk the same with products in bulk operations
 * @param path {@code single} or {@code bulk}: which way products would go
 * @param estimated are the numbers reckoned up from a part?
 * @param looked at how many items
 * @param notes what else is to be known, a sentence each
 */
public record DryRunForecast(
        long creates,
        long updates,
        long removals,
        long unchanged,
        long others,
        long points,
        long calls,
        long secondsSingle,
        long secondsBulk,
        String path,
        boolean estimated,
        long looked,
        List<String> notes) {}
