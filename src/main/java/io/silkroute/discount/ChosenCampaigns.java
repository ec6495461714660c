package io.silkroute.discount;

import io.silkroute.catalogue.Item;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Rules.Chosen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which campaigns a connector exports: by its tags, and by its rules' ids and tags. */
final class ChosenCampaigns {

    private ChosenCampaigns() {}

    /** Why a campaign is not exported, in a sentence; null if it is. */
    static @Nullable String obstacle(ConnectorConfig config, Item campaign) {
        List<String> tags = config.export().tags();
        if (!tags.isEmpty() && campaign.tags().stream().noneMatch(tags::contains)) {
            return "It has none of the connector's tags: " + String.join(", ", tags) + ".";
        }
        Chosen rule = config.rules().campaigns();
        if (!rule.only().isEmpty() && !names(rule.only(), campaign)) {
            return "The connector exports only these campaigns (rules.campaigns.only): "
                    + String.join(", ", rule.only()) + ".";
        }
        return names(rule.except(), campaign) ? "The connector leaves it out (rules.campaigns.except)." : null;
    }

    private static boolean names(List<String> words, Item campaign) {
        return words.contains(campaign.id()) || campaign.tags().stream().anyMatch(words::contains);
    }
}
