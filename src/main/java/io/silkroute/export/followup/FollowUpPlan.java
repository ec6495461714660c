package io.silkroute.export.followup;

import io.silkroute.export.ItemExporter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a follow-up would send, for previews and forecasts.
 *
 * @param sent of its field what is sent; null where nothing is
 * @param calls as many as it takes if nothing comes in between
 */
public record FollowUpPlan(@Nullable JsonNode sent, List<ItemExporter.Share> calls) {

    public static final FollowUpPlan NOTHING = new FollowUpPlan(null, List.of());
}
