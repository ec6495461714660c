package io.silkroute.promotion;

import io.silkroute.campaign.UsedUp;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.WaitingItems;
import io.silkroute.conflict.ConflictKind;
import io.silkroute.conflict.Conflicts;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.ledger.Parked;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.ShopifyId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How campaigns and codes stand between PIM and shop, asked of the tables in sets. */
@Component
class CampaignStandings {

    private static final String CODE_TAKEN = "code-taken";

    private final Exports exports;
    private final Parked parked;
    private final PendingChanges pending;
    private final WaitingItems waiting;
    private final Conflicts conflicts;
    private final UsedUp usedUp;
    private final Clock clock;

    CampaignStandings(
            Exports exports,
            Parked parked,
            PendingChanges pending,
            WaitingItems waiting,
            Conflicts conflicts,
            UsedUp usedUp,
            Clock clock) {
        this.conflicts = conflicts;
        this.exports = exports;
        this.parked = parked;
        this.pending = pending;
        this.waiting = waiting;
        this.usedUp = usedUp;
        this.clock = clock;
    }

    /**
     * @param failed as what it waits for a person; null if it does not
     * @param waits for something that is not in the shop, or for the run that first looks at it
     * @param there is it in the shop, as it was sent last?
     * @param usedUp an automatic campaign that was used as often as it may be
     */
    record InShop(
            @Nullable Outcome failed,
            boolean waits,
            boolean there,
            boolean usedUp,
            @Nullable ShopifyId shopifyId,
            @Nullable Instant lastSynced) {

        static final InShop UNKNOWN = new InShop(null, false, false, false, null, null);
    }

    /** By id. */
    Map<String, InShop> of(ConnectorName connector, ItemType type, Collection<String> ids) {
        Set<ItemKey> keys = ids.stream().map(id -> new ItemKey(type, id)).collect(Collectors.toSet());
        // In this order: what a run takes from the queue it has brought into the ledger.
        Set<ItemKey> lacking = waiting.among(connector, keys);
        Set<ItemKey> queued = pending.among(connector, keys);
        Map<ItemKey, Parked.Waiting> failed = parked.of(connector, keys);
        Map<String, Exports.Held> held = exports.held(connector, type, ids);
        Set<String> used =
                type == ItemType.CAMPAIGN ? usedUp.among(connector, ids).keySet() : Set.of();
        Set<String> differing = conflicts.open(connector, type, ids).stream()
                .filter(conflict -> conflict.kind() != ConflictKind.USAGE)
                .map(conflict -> conflict.item().id())
                .collect(Collectors.toSet());
        Map<String, InShop> standings = new HashMap<>();
        for (ItemKey key : keys) {
            Exports.Held one = held.get(key.id());
            boolean was = one != null && one.sentAt() != null;
            standings.put(
                    key.id(),
                    new InShop(
                            differing.contains(key.id())
                                    ? Outcome.CONFLICT
                                    : failed.containsKey(key) ? outcome(failed.get(key)) : null,
                            lacking.contains(key) || !was && queued.contains(key),
                            one != null && one.state() == Exported.State.EXPORTED,
                            used.contains(key.id()),
                            one == null ? null : one.id(),
                            one == null ? null : one.sentAt()));
        }
        return standings;
    }

    /** A code that is somebody else's is a conflict, although its item waits as a parked one does. */
    private static Outcome outcome(Parked.Waiting waiting) {
        return waiting.code().equals(CODE_TAKEN) ? Outcome.CONFLICT : waiting.outcome();
    }

    CampaignState state(IndexedCampaign campaign, InShop in) {
        return state(in, in.waits(), campaign.active(), campaign.starts(), campaign.ends());
    }

    /** @param of its campaign; null if the PIM has not sent that */
    CampaignState state(IndexedCode code, InShop in, @Nullable IndexedCampaign of) {
        return state(
                in,
                in.waits() || of == null,
                of != null && of.active() && !code.off(),
                code.starts() == null && of != null ? of.starts() : code.starts(),
                code.ends() == null && of != null ? of.ends() : code.ends());
    }

    private CampaignState state(
            InShop in, boolean waits, boolean active, @Nullable Instant starts, @Nullable Instant ends) {
        CampaignState state = CampaignState.of(
                in.failed() == Outcome.CONFLICT, in.failed() != null, waits, active, starts, ends, clock.instant());
        boolean works = state == CampaignState.ACTIVE || state == CampaignState.SCHEDULED;
        return !works ? state : !in.there() ? CampaignState.WAITING : in.usedUp() ? CampaignState.EXPIRED : state;
    }
}
