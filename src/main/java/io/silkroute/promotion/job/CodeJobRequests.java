package io.silkroute.promotion.job;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.promotion.CampaignIndex;
import io.silkroute.promotion.IndexedCampaign;
import io.silkroute.promotion.IndexedCode;
import io.silkroute.promotion.PromotionRefused;
import io.silkroute.promotion.job.CodeJobs.JobCode;
import io.silkroute.promotion.job.CodeJobs.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for codes: decides which they are, and writes them down as a job before any is pushed. */
@Component
public class CodeJobRequests {

    private static final int LONGEST_ID = 255;
    private static final int SLICE = 1_000;

    private final CampaignIndex index;
    private final CodeJobs jobs;
    private final ActivityLog activity;

    CodeJobRequests(CampaignIndex index, CodeJobs jobs, ActivityLog activity) {
        this.index = index;
        this.jobs = jobs;
        this.activity = activity;
    }

    /** @return the job's id; it is durable */
    public String ask(ConnectorName connector, String campaign, CodesAsked asked, String actor) {
        IndexedCampaign of =
                index.campaign(connector, campaign).orElseThrow(() -> PromotionRefused.unknownCampaign(campaign));
        if (of.automatic()) {
            throw PromotionRefused.invalid(
                    "", "The campaign " + campaign + " is automatic: it applies by itself and has no codes.");
        }
        List<Wanted> wanted = asked.draw() == null
                ? given(connector, campaign, asked.codes())
                : drawn(connector, campaign, asked.draw());
        String job = jobs.add(connector, campaign, actor, wanted);
        activity.append(Entry.ofOperator(
                connector.text(),
                actor,
                String.format(
                        Locale.ROOT,
                        "Asked for %,d codes of the campaign %s (job %s).",
                        wanted.size(),
                        campaign,
                        job)));
        return job;
    }

    private List<Wanted> given(ConnectorName connector, String campaign, List<String> codes) {
        List<Wanted> wanted = new ArrayList<>(codes.size());
        for (int from = 0; from < codes.size(); from += SLICE) {
            List<String> slice = codes.subList(from, Math.min(codes.size(), from + SLICE));
            Map<String, ItemKey> holders = index.holders(
                    connector, slice.stream().map(CampaignIndex::codeKey).toList());
            Map<String, IndexedCode> known = index.codes(
                    connector, slice.stream().map(code -> item(campaign, code)).toList());
            slice.forEach(code -> {
                String item = item(campaign, code);
                String taken = taken(item, code, holders.get(CampaignIndex.codeKey(code)));
                wanted.add(new Wanted(item, code, taken != null ? taken : other(known.get(item), campaign, code)));
            });
        }
        return wanted;
    }

    private static String item(String campaign, String code) {
        String item = campaign + "-" + code;
        if (item.length() > LONGEST_ID) {
            throw PromotionRefused.invalid(
                    "codes",
                    "The campaign's id and the code %s… are together longer than %d characters, which no id may be."
                            .formatted(code.substring(0, Math.min(40, code.length())), LONGEST_ID - 1));
        }
        return item;
    }

    /** Why a code cannot be this item's; null if it can. */
    private static @Nullable String taken(String item, String code, @Nullable ItemKey holder) {
        if (holder == null || holder.type() == ItemType.CODE && holder.id().equals(item)) {
            return null;
        }
        return "The code " + code + " is that of the " + holder.type() + " " + holder.id() + " already.";
    }

    /** Why an id, which is made of a campaign's and a code, is that of another code; null if it is not. */
    private static @Nullable String other(@Nullable IndexedCode there, String campaign, String code) {
        if (there == null
                || there.campaign().equals(campaign)
                        && CampaignIndex.codeKey(there.code()).equals(CampaignIndex.codeKey(code))) {
            return null;
        }
        return "Its item would be %s, which is the code %s of the campaign %s already."
                .formatted(there.id(), there.code(), there.campaign());
    }

    private List<Wanted> drawn(ConnectorName connector, String campaign, CodesAsked.Draw draw) {
        item(campaign, draw.prefix() + "X".repeat(draw.length()));
        Set<String> codes = new LinkedHashSet<>();
        while (codes.size() < draw.count()) {
            Set<String> fresh = new LinkedHashSet<>();
            while (fresh.size() < Math.min(SLICE, draw.count() - codes.size())) {
                fresh.add(draw.prefix() + CodeLetters.drawn(draw.length()));
            }
            Set<String> known = known(connector, fresh);
            Set<String> items = index.codes(
                            connector,
                            fresh.stream().map(code -> item(campaign, code)).toList())
                    .keySet();
            fresh.removeIf(code -> known.contains(CampaignIndex.codeKey(code)) || items.contains(item(campaign, code)));
            codes.addAll(fresh);
        }
        return codes.stream()
                .map(code -> new Wanted(item(campaign, code), code, null))
                .toList();
    }

    /** Of these codes the keys of those that an item has, or another job is about to make. */
    private Set<String> known(ConnectorName connector, Collection<String> codes) {
        List<String> keys = codes.stream().map(CampaignIndex::codeKey).toList();
        Set<String> known = new HashSet<>(index.holders(connector, keys).keySet());
        known.addAll(jobs.underWay(connector, keys));
        return known;
    }

    public CodeJob find(String id) {
        return jobs.find(id).orElseThrow(() -> PromotionRefused.unknownJob(id));
    }

    /** Ends a job; what was pushed stays, the rest is never pushed. */
    public CodeJob cancel(String id, String actor) {
        CodeJob job = find(id);
        if (!jobs.cancel(id)) {
            throw PromotionRefused.conflict(
                    "The job has ended already: it is " + job.state().word() + ".");
        }
        activity.append(Entry.ofOperator(
                job.connector().text(), actor, "Cancelled the job " + id + " of codes of " + job.campaign() + "."));
        return find(id);
    }

    private static PromotionRefused cancelled() {
        return PromotionRefused.conflict("The job was cancelled; ask for the codes anew.");
    }

    /** Pushes what failed once more, but for codes that still are somebody else's. */
    public CodeJob retry(String id, String actor) {
        CodeJob job = find(id);
        if (job.failed() == 0 || job.state() == CodeJobState.CANCELLED) {
            throw job.failed() == 0 ? PromotionRefused.conflict("Nothing of the job has failed.") : cancelled();
        }
        int again = 0;
        int behind = -1;
        List<JobCode> failed;
        do {
            failed = jobs.failed(id, behind, SLICE);
            Map<String, ItemKey> holders = index.holders(
                    job.connector(),
                    failed.stream()
                            .map(code -> CampaignIndex.codeKey(code.code()))
                            .toList());
            Map<String, IndexedCode> known = index.codes(
                    job.connector(), failed.stream().map(JobCode::item).toList());
            List<JobCode> free = failed.stream()
                    .filter(code ->
                            taken(code.item(), code.code(), holders.get(CampaignIndex.codeKey(code.code()))) == null
                                    && other(known.get(code.item()), job.campaign(), code.code()) == null)
                    .toList();
            if (!free.isEmpty() && !jobs.again(id, free)) {
                throw cancelled();
            }
            again += free.size();
            behind = failed.isEmpty() ? behind : failed.get(failed.size() - 1).place();
        } while (failed.size() == SLICE);
        if (again == 0) {
            throw PromotionRefused.conflict(
                    "Every code that failed still belongs to another item. Free it there, or choose another code.");
        }
        activity.append(Entry.ofOperator(
                job.connector().text(),
                actor,
                String.format(Locale.ROOT, "Tried %,d failed codes of %s again (job %s).", again, job.campaign(), id)));
        return find(id);
    }
}
