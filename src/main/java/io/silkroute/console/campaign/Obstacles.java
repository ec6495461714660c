package io.silkroute.console.campaign;

import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.Connector;
import io.silkroute.preview.Explanations;
import io.silkroute.preview.Failures;
import io.silkroute.promotion.CampaignState;
import io.silkroute.promotion.ListedCampaign;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a campaign does not work at the checkout as it is written, in sentences; none if it does. */
final class Obstacles {

    private Obstacles() {}

    static List<String> of(
            Connector connector,
            ListedCampaign campaign,
            Explanations.@Nullable Explanation now,
            Failures.@Nullable Failure failure,
            WaitingItems.@Nullable Waiting waiting) {
        List<String> obstacles = new ArrayList<>();
        if (!connector.active()) {
            obstacles.add("The connector is paused: nothing goes to the shop until it is activated.");
        }
        if (failure != null) {
            obstacles.add(failure.sentence());
        }
        if (now != null && now.would().equals("wait")) {
            obstacles.add(now.why());
        } else if (waiting != null) {
            obstacles.add(waiting.sentence());
        } else if (now != null && now.pending()) {
            obstacles.add(
                    campaign.lastSynced() == null
                            ? "It is not in the shop yet. It goes there with the next run."
                            : "Its last change has not gone out yet. It goes with the next run.");
        } else if (now != null && (now.would().equals("filter") || now.would().equals("remove"))) {
            obstacles.add(now.why());
        }
        if (!campaign.indexed().active()) {
            obstacles.add("It is switched off.");
        }
        if (campaign.state() == CampaignState.SCHEDULED) {
            obstacles.add("It has not started yet.");
        }
        if (campaign.state() == CampaignState.EXPIRED) {
            obstacles.add(campaign.usedUp() ? "Its limit of uses is reached." : "Its end has passed.");
        }
        return obstacles;
    }
}
