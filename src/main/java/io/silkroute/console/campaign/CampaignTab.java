package io.silkroute.console.campaign;

import io.silkroute.promotion.CampaignState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Campaigns by what concerns somebody who looks after them. */
enum CampaignTab {
    ALL("All", EnumSet.allOf(CampaignState.class)),
    ACTIVE("Active", EnumSet.of(CampaignState.ACTIVE)),
    SCHEDULED("Scheduled", EnumSet.of(CampaignState.SCHEDULED)),
    ENDED("Ended", EnumSet.of(CampaignState.EXPIRED, CampaignState.INACTIVE)),
    WAITING("Waiting", EnumSet.of(CampaignState.WAITING, CampaignState.PARKED)),
    CONFLICT("Conflict", EnumSet.of(CampaignState.CONFLICT));

    private final String label;
    private final Set<CampaignState> states;

    CampaignTab(String label, Set<CampaignState> states) {
        this.label = label;
        this.states = states;
    }

    public String label() {
        return label;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<CampaignState> states() {
        return states;
    }

    public long count(Map<CampaignState, Long> counts) {
        return states.stream()
                .mapToLong(state -> counts.getOrDefault(state, 0L))
                .sum();
    }

    /** Of a word that an address has; all of them if there is no such tab. */
    static CampaignTab of(String word) {
        return Arrays.stream(values())
                .filter(tab -> tab.word().equals(word))
                .findFirst()
                .orElse(ALL);
    }
}
