package io.silkroute.console.campaign;

import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.Connector;
import io.silkroute.preview.Explanations;
import io.silkroute.preview.Failures;
import io.silkroute.promotion.ListedCampaign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a campaign does not work at the checkout as it is written, in sentences; none if it does. */
final class Obstacles {

    // What a run would do with it, in the words of Explanations: it does not go out, whatever of it is pending.
    private static final Set<String> LEFT_OUT = Set.of("wait", "filter", "remove");

    private Obstacles() {}

    static List<String> of(
            Connector connector,
            ListedCampaign campaign,
            Explanations.@Nullable Explanation now,
            Failures.@Nullable Failure failure,
            WaitingItems.@Nullable Waiting waiting,
            Instant at) {
        List<String> obstacles = new ArrayList<>();
        if (!connector.active()) {
            obstacles.add("The connector is paused: nothing goes to the shop until it is activated.");
        }
        if (failure != null) {
            obstacles.add(failure.sentence());
        }
        if (now != null && LEFT_OUT.contains(now.would())) {
            obstacles.add(now.why());
        } else if (now != null && now.would().equals("reject") && failure == null) {
            obstacles.add("The next run will refuse it. " + now.why());
        } else if (waiting != null) {
            obstacles.add(waiting.sentence());
        } else if (now != null && now.pending() && !now.would().equals("reject")) {
            obstacles.add(
                    campaign.lastSynced() == null
                            ? "It is not in the shop yet. It goes there with the next run."
                            : "Its last change has not gone out yet. It goes with the next run.");
        }
        if (!campaign.indexed().active()) {
            obstacles.add("It is switched off.");
        }
        if (isLater(campaign.indexed().starts(), at)) {
            obstacles.add("It has not started yet.");
        }
        if (campaign.usedUp()) {
            obstacles.add("Its limit of uses is reached.");
        }
        if (campaign.indexed().ends() != null && !isLater(campaign.indexed().ends(), at)) {
            obstacles.add("Its end has passed.");
        }
        return obstacles;
    }

    private static boolean isLater(@Nullable Instant time, Instant than) {
        return time != null && time.isAfter(than);
    }
}
