package io.silkroute.promotion;

import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A connector's campaigns and their codes, a page at a time; states are asked for in sets. */
@Component
public class CampaignList {

    private static final int SLICE = 500;
    private static final String BEHIND = "~"; // begins a place in the list of codes

    private final CampaignIndex index;
    private final CampaignStandings standings;
    private final ObjectProvider<UsageFigures> usage;

    CampaignList(CampaignIndex index, CampaignStandings standings, ObjectProvider<UsageFigures> usage) {
        this.index = index;
        this.standings = standings;
        this.usage = usage;
    }

    /** @param next behind which the next page begins; null on the last */
    public record Page<T>(List<T> items, @Nullable String next) {

        private static <T> Page<T> of(List<T> found, int limit, Function<T, String> place) {
            return found.size() <= limit
                    ? new Page<>(found, null)
                    : new Page<>(found.subList(0, limit), place.apply(found.get(limit - 1)));
        }
    }

    private record Stated(IndexedCampaign campaign, CampaignStandings.InShop in, CampaignState state) {}

    /**
     * By id.
     *
     * @param states only those in one of them; empty: any
     * @param after a page's next; empty: from the first
     */
    public Page<ListedCampaign> campaigns(
            ConnectorName connector, String q, Set<CampaignState> states, String after, int limit) {
        List<Stated> found = new ArrayList<>();
        each(connector, q, after, slice -> {
            slice.stream()
                    .filter(one -> states.isEmpty() || states.contains(one.state()))
                    .limit(limit + 1L - found.size())
                    .forEach(found::add);
            return found.size() <= limit;
        });
        return Page.of(listed(connector, found), limit, ListedCampaign::id);
    }

    /** How many are in each state; absent where none. */
    public Map<CampaignState, Long> counts(ConnectorName connector, String q) {
        Map<CampaignState, Long> counts = new EnumMap<>(CampaignState.class);
        each(connector, q, "", slice -> {
            slice.forEach(one -> counts.merge(one.state(), 1L, Long::sum));
            return true;
        });
        return counts;
    }

    private interface Slice {
        /** @return whether to go on */
        boolean look(List<Stated> slice);
    }

    private void each(ConnectorName connector, String q, String after, Slice slice) {
        String behind = after;
        List<IndexedCampaign> next;
        do {
            next = index.campaigns(connector, q, behind, SLICE);
            if (!slice.look(stated(connector, next)) || next.isEmpty()) {
                return;
            }
            behind = next.get(next.size() - 1).id();
        } while (next.size() == SLICE);
    }

    private List<Stated> stated(ConnectorName connector, List<IndexedCampaign> campaigns) {
        Map<String, CampaignStandings.InShop> in = standings.of(
                connector,
                ItemType.CAMPAIGN,
                campaigns.stream().map(IndexedCampaign::id).toList());
        return campaigns.stream()
                .map(campaign -> {
                    CampaignStandings.InShop one = in.getOrDefault(campaign.id(), CampaignStandings.InShop.UNKNOWN);
                    return new Stated(campaign, one, standings.state(campaign, one));
                })
                .toList();
    }

    private List<ListedCampaign> listed(ConnectorName connector, List<Stated> campaigns) {
        List<String> ids = campaigns.stream().map(one -> one.campaign().id()).toList();
        Map<String, Long> codes = index.codeCounts(connector, ids);
        UsageFigures figures = usage.getIfAvailable();
        Map<String, UsageFigures.Figure> used = figures == null ? Map.of() : figures.ofCampaigns(connector, ids);
        return campaigns.stream()
                .map(one -> {
                    IndexedCampaign campaign = one.campaign();
                    UsageFigures.Figure figure = used.get(campaign.id());
                    return new ListedCampaign(
                            campaign.id(),
                            campaign.name(),
                            campaign.method(),
                            campaign.code(),
                            one.state(),
                            codes.getOrDefault(campaign.id(), 0L) + (campaign.code() == null ? 0 : 1),
                            figure == null ? null : figure.uses(),
                            figure == null ? null : figure.revenue(),
                            one.in().shopifyId(),
                            one.in().lastSynced(),
                            one.in().usedUp(),
                            campaign);
                })
                .toList();
    }

    public boolean has(ConnectorName connector, String campaign) {
        return index.campaign(connector, campaign).isPresent();
    }

    public Optional<ListedCampaign> campaign(ConnectorName connector, String id) {
        return index.campaign(connector, id)
                .map(campaign ->
                        listed(connector, stated(connector, List.of(campaign))).get(0));
    }

    /** A campaign's codes: its own first, then its items by id. @param cursor a page's next; empty: from the first */
    public Page<ListedCode> codes(ConnectorName connector, String campaign, String q, String cursor, int limit) {
        IndexedCampaign of = index.campaign(connector, campaign).orElse(null);
        List<ListedCode> found = new ArrayList<>();
        boolean first = cursor.isEmpty();
        if (!first && !cursor.startsWith(BEHIND)) {
            throw PromotionRefused.malformed(
                    "The parameter cursor is none of this list; take it from \"next\" of the page before.");
        }
        String after = first ? "" : cursor.substring(BEHIND.length());
        if (first && of != null && of.code() != null && matches(of.code(), q)) {
            found.add(own(connector, of, of.code()));
        }
        List<IndexedCode> codes = index.codes(connector, campaign, q, after, limit + 1 - found.size());
        Map<String, CampaignStandings.InShop> in = standings.of(
                connector, ItemType.CODE, codes.stream().map(IndexedCode::id).toList());
        Map<String, UsageFigures.Figure> used =
                used(connector, codes.stream().map(IndexedCode::code).toList());
        codes.forEach(code -> {
            CampaignStandings.InShop one = in.getOrDefault(code.id(), CampaignStandings.InShop.UNKNOWN);
            found.add(new ListedCode(
                    code.id(),
                    code.code(),
                    code.own() ? ListedCode.Kind.OWN : ListedCode.Kind.JOINED,
                    standings.state(code, one, of),
                    code.holder(),
                    uses(used, code.code()),
                    one.shopifyId(),
                    one.lastSynced()));
        });
        return Page.of(found, limit, last -> BEHIND + (last.kind() == ListedCode.Kind.CAMPAIGN ? "" : last.id()));
    }

    /** All of a campaign's codes, however many; a page of them at a time is in memory. */
    public void each(ConnectorName connector, String campaign, Consumer<ListedCode> consumer) {
        String after = "";
        Page<ListedCode> page;
        do {
            page = codes(connector, campaign, "", after, SLICE);
            page.items().forEach(consumer);
            after = page.next() == null ? "" : page.next();
        } while (page.next() != null);
    }

    private ListedCode own(ConnectorName connector, IndexedCampaign campaign, String code) {
        Stated stated = stated(connector, List.of(campaign)).get(0);
        return new ListedCode(
                campaign.id(),
                code,
                ListedCode.Kind.CAMPAIGN,
                stated.state(),
                null,
                uses(used(connector, List.of(code)), code),
                stated.in().shopifyId(),
                stated.in().lastSynced());
    }

    private Map<String, UsageFigures.Figure> used(ConnectorName connector, List<String> codes) {
        UsageFigures figures = usage.getIfAvailable();
        return figures == null ? Map.of() : figures.ofCodes(connector, codes);
    }

    private static @Nullable Long uses(Map<String, UsageFigures.Figure> used, String code) {
        UsageFigures.Figure figure = used.get(code);
        return figure == null ? null : figure.uses();
    }

    private static boolean matches(String code, String q) {
        return q.isBlank()
                || ImageTexts.words(code).contains(ImageTexts.words(q.strip()).strip());
    }
}
