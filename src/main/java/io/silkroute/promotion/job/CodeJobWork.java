package io.silkroute.promotion.job;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.activity.Retention;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.ledger.Parked;
import io.silkroute.inbound.receipt.Receipt;
import io.silkroute.inbound.receipt.Receipts;
import io.silkroute.inbound.receipt.Remark;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.promotion.CampaignIndex;
import io.silkroute.promotion.IndexedCode;
import io.silkroute.promotion.job.CodeJobs.JobCode;
import io.silkroute.promotion.job.CodeJobs.Settled;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The steps by which a job is worked off; each can be done twice without harm. */
@Component("codeJobWork")
class CodeJobWork {

    private static final int CHUNK = 2_000;
    private static final int SLICE = 500;
    private static final int SLICES_AT_ONCE = 10;
    private static final JsonMapper JSON = new JsonMapper();

    private final CodeJobs jobs;
    private final CampaignIndex index;
    private final Items items;
    private final PendingChanges pending;
    private final WaitingItems waiting;
    private final Parked parked;
    private final Exports exports;
    private final Receipts receipts;
    private final ActivityLog activity;
    private final Retention retention;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CodeJobWork(
            CodeJobs jobs,
            CampaignIndex index,
            Items items,
            PendingChanges pending,
            WaitingItems waiting,
            Parked parked,
            Exports exports,
            Receipts receipts,
            ActivityLog activity,
            Retention retention,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.jobs = jobs;
        this.index = index;
        this.items = items;
        this.pending = pending;
        this.waiting = waiting;
        this.parked = parked;
        this.exports = exports;
        this.receipts = receipts;
        this.activity = activity;
        this.retention = retention;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Jobs to be worked on, which are this node's for a while. */
    public List<String> take() {
        return jobs.take();
    }

    /** Makes the next codes of a job the body, addressed to its connector; null if all were pushed. */
    public void next(String id, Exchange exchange) {
        CodeChunk chunk = jobs.head(id).map(this::chunk).orElse(null);
        exchange.setProperty("chunk", chunk);
        exchange.getMessage().setBody(chunk == null ? null : chunk.lines());
        if (chunk != null) {
            exchange.getMessage().setHeader("connector", chunk.connector().text());
        }
    }

    private @Nullable CodeChunk chunk(CodeJob job) {
        List<JobCode> codes = jobs.next(job.id(), CHUNK);
        if (codes.isEmpty()) {
            return null;
        }
        Map<String, Items.Stored> known = items.find(
                job.connector(),
                ItemType.CODE,
                codes.stream().map(JobCode::item).toList());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JobCode code : codes) {
            lines.writeBytes(JSON.writeValueAsBytes(item(job.campaign(), code, known.get(code.item()))));
            lines.write('\n');
        }
        // Arrivals are numbered by the clock, in microseconds.
        long arrival = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return new CodeChunk(job.id(), job.connector(), codes, arrival, lines.toByteArray());
    }

    /** What is known of a code already it keeps. */
    private static ObjectNode item(String campaign, JobCode code, Items.@Nullable Stored known) {
        ObjectNode item = JsonNodeFactory.instance
                .objectNode()
                .put("type", ItemType.CODE.word())
                .put("id", code.item());
        if (known != null && !known.deleted()) {
            item.setAll(known.item().image());
        }
        return item.put("campaign", campaign).put("code", code.code());
    }

    /** Notes that a chunk is durable; what the door refused has failed. */
    public void pushed(CodeChunk chunk, Receipt receipt) {
        transaction.executeWithoutResult(status -> note(chunk, receipt));
    }

    private void note(CodeChunk chunk, Receipt receipt) {
        jobs.notePushed(chunk.job(), chunk.codes(), chunk.arrival());
        if (receipt.rejected() > 0) {
            Map<String, String> refused = new HashMap<>();
            for (Receipts.Placed one : receipts.rejections(receipt.receipt(), false, Receipts.Place.START, CHUNK)) {
                Remark remark = one.remark();
                if (remark.id() != null) {
                    refused.put(remark.id(), remark.reason());
                }
            }
            jobs.settle(
                    chunk.job(),
                    chunk.codes().stream()
                            .filter(code -> refused.containsKey(code.item()))
                            .map(code -> new Settled(code.place(), refused.get(code.item())))
                            .toList());
        }
    }

    /** Looks what became of some of the codes that were pushed, and ends the job when nothing is left of it. */
    public void settle(String id) {
        CodeJob job = jobs.head(id).orElse(null);
        if (job == null) {
            return;
        }
        int behind = jobs.looked(id);
        List<JobCode> codes = List.of();
        for (int slice = 0; slice < SLICES_AT_ONCE; slice++) {
            codes = jobs.pushed(id, behind - 1, SLICE);
            jobs.settle(id, settled(job, codes));
            if (codes.size() < SLICE) {
                break;
            }
            behind = codes.get(codes.size() - 1).place() + 1;
        }
        int further = codes.size() < SLICE ? 0 : behind;
        transaction.executeWithoutResult(status ->
                jobs.giveBack(id, further).ifPresent(end -> jobs.head(id).ifPresent(this::tell)));
    }

    // In this order: what a run has taken from the queue, it has brought into the ledger at the same time.
    private List<Settled> settled(CodeJob job, List<JobCode> codes) {
        ConnectorName connector = job.connector();
        Map<String, IndexedCode> indexed =
                index.codes(connector, codes.stream().map(JobCode::item).toList());
        List<JobCode> staged = codes.stream()
                .filter(code -> indexed.containsKey(code.item())
                        && indexed.get(code.item()).arrival() >= code.arrival())
                .toList();
        List<ItemKey> keys = staged.stream().map(CodeJobWork::key).toList();
        Set<ItemKey> queued = pending.among(connector, keys);
        Set<ItemKey> lacking = waiting.among(connector, keys);
        Map<ItemKey, Parked.Waiting> failed = parked.of(connector, keys);
        Map<String, Exports.Held> held = exports.held(
                connector, ItemType.CODE, staged.stream().map(JobCode::item).toList());
        List<Settled> settled = new ArrayList<>(deleted(connector, codes, indexed.keySet()));
        String leftOut = null;
        for (JobCode code : staged) {
            ItemKey key = key(code);
            Parked.Waiting failure = failed.get(key);
            if (queued.contains(key) || failure == null && lacking.contains(key)) {
                continue;
            }
            if (failure != null) {
                settled.add(new Settled(code.place(), failure.sentence()));
            } else if (isThere(held.get(code.item()))) {
                settled.add(new Settled(code.place(), null));
            } else {
                leftOut = leftOut == null ? leftOut(job) : leftOut;
                settled.add(new Settled(code.place(), leftOut));
            }
        }
        return settled;
    }

    /** Of codes that are not indexed those whose item the PIM has deleted meanwhile. */
    private List<Settled> deleted(ConnectorName connector, List<JobCode> codes, Set<String> indexed) {
        List<JobCode> gone =
                codes.stream().filter(code -> !indexed.contains(code.item())).toList();
        Map<String, Items.Stored> known = items.find(
                connector, ItemType.CODE, gone.stream().map(JobCode::item).toList());
        return gone.stream()
                .filter(code ->
                        known.containsKey(code.item()) && known.get(code.item()).deleted())
                .map(code -> new Settled(
                        code.place(), "The item " + code.item() + " was deleted before it was in the shop."))
                .toList();
    }

    private String leftOut(CodeJob job) {
        boolean off = index.campaign(job.connector(), job.campaign())
                .filter(campaign -> !campaign.active())
                .isPresent();
        return off
                ? "Its campaign is switched off, so that it is not brought to the shop. Switch the campaign on and try again."
                : "It is not brought to the shop: the connector's filters or rules leave it out. Its item page says why.";
    }

    /** A code that is switched off is where it belongs as well. */
    private static boolean isThere(Exports.@Nullable Held held) {
        return held != null && held.state() != Exported.State.SENDING;
    }

    private static ItemKey key(JobCode code) {
        return new ItemKey(ItemType.CODE, code.item());
    }

    private void tell(CodeJob job) {
        activity.append(List.of(Entry.note(
                job.connector().text(),
                null,
                ItemType.CAMPAIGN.word(),
                job.campaign(),
                String.format(
                        Locale.ROOT,
                        "The job %s has ended: %,d of %,d codes are in the shop%s.",
                        job.id(),
                        job.done(),
                        job.total(),
                        job.failed() == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", job.failed())))));
        outbox.put(new OutboxEvent(
                ToldEvents.CODES_GENERATED,
                job.connector(),
                job.id(),
                clock.instant(),
                String.format(
                        Locale.ROOT,
                        "Of the codes that were asked for campaign %s %,d of %,d are in the shop%s.",
                        job.campaign(),
                        job.done(),
                        job.total(),
                        job.failed() == 0 ? "" : String.format(Locale.ROOT, "; %,d failed", job.failed())),
                "/code-jobs/" + job.id(),
                Map.of(
                        "job", job.id(),
                        "campaign", job.campaign(),
                        "total", job.total(),
                        "done", job.done(),
                        "failed", job.failed())));
    }

    /** Forgets jobs that have ended longer ago than the activity log goes back. */
    public void forget() {
        jobs.forget(retention.oldest());
    }
}
