package io.silkroute.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.order.Discrepancy;
import io.silkroute.shopify.ShopFacts;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What asks for imports, and what is to be known of them. */
@Component
public class Imports {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    // What imports take until one was measured: a page of 50 orders is a call of some hundred points; a bulk query
    // takes its
    // time to begin, and then tells of some hundred orders a second.
    private static final double SECONDS_OF_A_PAGED_ORDER = 0.04;
    private static final double SECONDS_OF_AN_ORDER_IN_BULK = 0.005;
    private static final int SECONDS_TO_BEGIN_IN_BULK = 15;
    private static final int LEAST_MEASURED = 100;

    private final ImportBook book;
    private final ImportDiscrepancies discrepancies;
    private final ShopHistory history;
    private final ShopFacts facts;
    private final ImportLines lines;
    private final ImportSettings settings;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Imports(
            ImportBook book,
            ImportDiscrepancies discrepancies,
            ShopHistory history,
            ShopFacts facts,
            ImportLines lines,
            ImportSettings settings,
            ActivityLog activity,
            TransactionTemplate transaction,
            Clock clock) {
        this.book = book;
        this.discrepancies = discrepancies;
        this.history = history;
        this.facts = facts;
        this.lines = lines;
        this.settings = settings;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What an import would find.
     *
     * @param truncated the app lacks {@code read_all_orders}, and the range goes further back than the shop tells of
     * @param currency the shop's; null: it does not say
     */
    public record Preview(
            ShopImport.Estimate estimate,
            boolean truncated,
            @Nullable String currency) {}

    /**
     * Asks the shop what an import would find; nothing is begun.
     *
     * @throws ImportRefused if the connector has no shop, or the shop does not say
     */
    public Preview preview(Connector connector, ImportAsked asked) {
        if (connector.config().shop().domain() == null) {
            throw ImportRefused.noShop();
        }
        try {
            if (asked.stream() == ImportStream.CUSTOMERS) {
                ShopHistory.Held held = history.customers(connector.name());
                return new Preview(estimate(connector.name(), asked, held), false, held.currency());
            }
            Instant from = asked.range()
                    .phases()
                    .get(asked.range().phases().size() - 1)
                    .from(clock.instant());
            ShopHistory.Held held = history.orders(connector.name(), "processed_at:>='" + from + "'", null);
            return new Preview(
                    estimate(connector.name(), asked, held),
                    asked.range().needsAllOrders() && !held.tellsOfAllOrders(),
                    held.currency());
        } catch (ImportBroken broken) {
            throw ImportRefused.notAnswered(broken);
        }
    }

    /** A bulk query takes its time whatever it finds, so that only an import that was read in the same way says how long. */
    private ShopImport.Estimate estimate(ConnectorName connector, ImportAsked asked, ShopHistory.Held held) {
        long count = held.count();
        String way = asked.stream() == ImportStream.CUSTOMERS
                ? ImportTask.CUSTOMERS
                : count <= settings.bulkFrom() ? ImportTask.PAGES : ImportTask.BULK;
        double seconds = book.secondsEach(connector, way, LEAST_MEASURED)
                .map(each -> each * count)
                .orElseGet(() -> way.equals(ImportTask.PAGES)
                        ? count * SECONDS_OF_A_PAGED_ORDER
                        : SECONDS_TO_BEGIN_IN_BULK + count * SECONDS_OF_AN_ORDER_IN_BULK);
        return ShopImport.Estimate.of(asked.stream(), count, (long) Math.ceil(seconds), held.atLeast());
    }

    /**
     * Asks for an import. It only writes the wish down and returns; once it has, the import survives a crash.
     *
     * @throws ImportRefused if another one of the connector is running, or the shop does not tell of all orders and that
     *     was not accepted
     */
    public ShopImport ask(Connector connector, ImportAsked asked, String actor) {
        refuseWhileRunning(connector.name());
        Preview preview = preview(connector, asked);
        if (preview.truncated() && !asked.acceptTruncated()) {
            throw ImportRefused.truncated();
        }
        if (preview.currency() != null) {
            facts.sellsIn(connector.name(), preview.currency()); // by which orders in another one are known
        }
        Instant now = clock.instant();
        String id = id(now);
        try {
            transaction.executeWithoutResult(status -> {
                book.add(
                        id,
                        connector.name(),
                        connector.config().shop().address().toString(),
                        asked,
                        preview,
                        actor,
                        now);
                activity.append(Entry.ofOperator(connector.name().text(), actor, ImportLines.asked(asked, preview))
                        .withDetail(lines.detail(id)));
            });
        } catch (DuplicateKeyException runningMeanwhile) {
            refuseWhileRunning(connector.name());
            throw runningMeanwhile;
        }
        return find(id).orElseThrow();
    }

    private void refuseWhileRunning(ConnectorName connector) {
        book.running(connector).ifPresent(running -> {
            throw ImportRefused.running(running);
        });
    }

    private static String id(Instant now) {
        byte[] random = new byte[4];
        RANDOM.nextBytes(random);
        return TIME.format(now) + "-" + HexFormat.of().formatHex(random);
    }

    /**
     * Asks for the end of an import: it ends within a page, and what is in stays.
     *
     * @throws ImportRefused if there is none, or it has ended already
     */
    public ShopImport cancel(String id, String actor) {
        ShopImport known = asked(id);
        boolean cancelled = Objects.requireNonNull(transaction.execute(status -> {
            if (!book.cancel(id, actor, clock.instant())) {
                return false;
            }
            activity.append(Entry.ofOperator(
                            known.connector().text(),
                            actor,
                            "Cancelled the import of " + known.stream().word() + " that " + known.askedBy()
                                    + " had asked for. What was read stays.")
                    .withDetail(lines.detail(id)));
            return true;
        }));
        ShopImport now = asked(id);
        if (!cancelled) {
            throw ImportRefused.ended(now.state());
        }
        return now;
    }

    /** @throws ImportRefused if there is none */
    public ShopImport asked(String id) {
        return find(id).orElseThrow(ImportRefused::unknown);
    }

    public Optional<ShopImport> find(String id) {
        return book.find(id);
    }

    /** Newest first. @param before only older ones than this */
    public List<ShopImport> of(ConnectorName connector, @Nullable String before, int limit) {
        return book.of(connector, before, limit);
    }

    /** How many orders could not be booked as they stand, by reason, the most frequent first. */
    public Map<String, Long> reasons(String id) {
        return discrepancies.counts(id);
    }

    /** @param next where the next page begins; null after the last */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record DiscrepancyPage(
            List<ImportDiscrepancy> items, @Nullable String next) {}

    /**
     * Orders that could not be booked as they stand, in the order of their numbers.
     *
     * @param reason null: all
     * @param cursor where the page begins, as the one before has said
     * @throws ImportRefused if the cursor is none
     */
    public DiscrepancyPage discrepancies(
            String id, Discrepancy.@Nullable Reason reason, @Nullable String cursor, int limit) {
        if (cursor != null && !ImportDiscrepancies.isPlace(cursor)) {
            throw ImportRefused.malformed("The parameter cursor is none that a page ended with.");
        }
        List<ImportDiscrepancy> found = discrepancies.page(id, reason, cursor, limit + 1);
        boolean more = found.size() > limit;
        List<ImportDiscrepancy> shown = more ? found.subList(0, limit) : found;
        return new DiscrepancyPage(shown, more ? ImportDiscrepancies.place(shown.get(limit - 1)) : null);
    }
}
