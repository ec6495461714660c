package io.silkroute.usage;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.run.MarkedChanges;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Usage;
import io.silkroute.threshold.Thresholds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a shop's orders from the checkpoint on and stores what they tell of codes, each page with the checkpoint that it
 * reaches. Two of them at a time do no harm: an order is replaced, and the checkpoint never moves back.
 */
@Component
class UsagePull {

    private static final Logger LOG = LoggerFactory.getLogger(UsagePull.class);

    /** Orders that are older are not to be had without the scope read_all_orders. */
    static final Duration VISIBLE = Duration.ofDays(60);

    /** Longer than a call with all its attempts takes; renewed with every page. */
    static final Duration LEASE = Duration.ofMinutes(15);

    private final Gateway gateway;
    private final UsagePulls pulls;
    private final UsageOrders orders;
    private final ShopCounts counts;
    private final AutomaticLimits limits;
    private final Thresholds thresholds;
    private final MarkedChanges marked;
    private final UsageData data;
    private final UsageSettings settings;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    UsagePull(
            Gateway gateway,
            UsagePulls pulls,
            UsageOrders orders,
            ShopCounts counts,
            AutomaticLimits limits,
            Thresholds thresholds,
            MarkedChanges marked,
            UsageData data,
            UsageSettings settings,
            ActivityLog activity,
            TransactionTemplate transaction,
            Clock clock) {
        this.gateway = gateway;
        this.pulls = pulls;
        this.orders = orders;
        this.counts = counts;
        this.limits = limits;
        this.thresholds = thresholds;
        this.marked = marked;
        this.data = data;
        this.settings = settings;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Everything that has changed since the checkpoint.
     *
     * @param atLeast and in any case what has changed for so long: a refund may come late, and be told later
     */
    PullResult pull(Connector connector, Duration atLeast) {
        ConnectorName name = connector.name();
        UsagePulls.Book book = open(connector);
        Instant checkpoint = book.checkpoint();
        Instant from = checkpoint == null ? book.coveredFrom() : checkpoint.minus(settings.overlap());
        Instant visible = clock.instant().minus(VISIBLE);
        if (checkpoint != null && from.isBefore(visible)) {
            activity.append(Entry.note(
                    name.text(),
                    "The orders were looked at last on %s. Of those placed before %s an app that lacks read_all_orders is told nothing, so that uses of codes may be missing."
                            .formatted(checkpoint, visible)));
        }
        Instant lately = clock.instant().minus(atLeast);
        OrderPages pages = new OrderPages(gateway, name, from.isBefore(lately) ? from : lately);
        long read = 0;
        Set<UseKey> used = new HashSet<>();
        try {
            for (List<UsedOrder> page = pages.next(); page != null; page = pages.next()) {
                if (!store(name, book, page, pages.newest())) {
                    return new PullResult(read, used.size(), pages.usage(), null); // what it read for is no more
                }
                read += page.size();
                page.forEach(order -> order.uses().forEach(use -> used.add(use.key())));
            }
            ended(name, book, null);
            // What was reached before anybody looked tells nobody.
            thresholds.look(name, book.pulledAt() != null);
            Usage counted = counts.compare(name, book.coveredFrom());
            return new PullResult(read, used.size(), pages.usage().plus(counted), null);
        } catch (PullBroken broken) {
            if (broken.left()) {
                pulls.release(name);
            } else {
                ended(name, book, broken.getMessage());
            }
            return new PullResult(read, used.size(), pages.usage(), broken);
        } catch (UnreadableOrder unreadable) {
            ended(name, book, unreadable.getMessage());
            return new PullResult(
                    read, used.size(), pages.usage(), new PullBroken(String.valueOf(unreadable.getMessage())));
        }
    }

    /**
     * Looks at single orders of which the shop has told that they have changed; the checkpoint stays where it is.
     *
     * @param ids Shopify's
     * @throws PullBroken if the shop does not tell; those before are stored
     */
    void look(Connector connector, Collection<String> ids) {
        ConnectorName name = connector.name();
        UsagePulls.Book book = open(connector);
        OrderPages orders = new OrderPages(gateway, name, Instant.EPOCH);
        for (String id : ids) {
            orders.one(id).ifPresent(order -> store(name, book, List.of(order), null));
        }
    }

    /** A look has failed inside the connector. */
    void broke(ConnectorName connector, Exception failure) {
        pulls.find(connector)
                .ifPresent(book -> ended(connector, book, "Reading the orders failed inside Silkroute: " + failure));
    }

    /** The checkpoint, made where there is none; that of another shop is forgotten with all its orders. */
    UsagePulls.Book open(Connector connector) {
        ConnectorName name = connector.name();
        String shop = connector.config().shop().address().toString();
        UsagePulls.Book book = pulls.find(name).orElse(null);
        if (book != null && !book.shop().equals(shop)) {
            if (!pulls.close(name, book)) {
                return pulls.find(name).orElseGet(() -> begun(name, shop)); // another node clears it
            }
            data.clear(name);
            activity.append(Entry.note(name.text(), "The usage of codes begins anew: the connector has another shop."));
            book = null;
        }
        return book == null ? begun(name, shop) : book;
    }

    private UsagePulls.Book begun(ConnectorName connector, String shop) {
        try {
            pulls.add(connector, shop, clock.instant().minus(VISIBLE));
        } catch (DuplicateKeyException begunElsewhere) {
            LOG.debug("{} has begun meanwhile", connector);
        }
        return pulls.find(connector).orElseThrow();
    }

    private enum Stored {
        NOTHING,
        ALL,
        LIMIT_REACHED
    }

    /** @return false if nothing is to be stored any more */
    private boolean store(ConnectorName connector, UsagePulls.Book book, List<UsedOrder> page, @Nullable Instant upTo) {
        String currency = page.isEmpty() ? null : page.get(page.size() - 1).currency();
        Stored stored = Objects.requireNonNull(transaction.execute(status -> {
            Instant now = clock.instant();
            if (!pulls.advance(connector, book, upTo, currency, now.plus(LEASE))) {
                return Stored.NOTHING;
            }
            Instant told = begun(book);
            Set<UseKey> changed = orders.replace(connector, page, told);
            if (!changed.isEmpty()) {
                thresholds.look(
                        connector,
                        changed.stream()
                                .filter(key -> !key.automatic())
                                .map(UseKey::name)
                                .collect(Collectors.toSet()),
                        orders.campaigns(connector, changed),
                        page.stream().anyMatch(order -> !order.at().isBefore(told)));
            }
            counts.changed(connector, changed, now);
            return limits.used(connector, changed) ? Stored.LIMIT_REACHED : Stored.ALL;
        }));
        if (stored == Stored.LIMIT_REACHED) {
            marked.onChange(connector);
        }
        return stored != Stored.NOTHING;
    }

    /** When the first pull began: what was ordered before tells nobody. The shop's times are of whole seconds. */
    private static Instant begun(UsagePulls.Book book) {
        return book.coveredFrom().plus(VISIBLE).truncatedTo(ChronoUnit.SECONDS);
    }

    private void ended(ConnectorName connector, UsagePulls.Book book, @Nullable String problem) {
        transaction.executeWithoutResult(status -> {
            String before = pulls.find(connector).map(UsagePulls.Book::problem).orElse(null);
            pulls.ended(connector, book, clock.instant(), problem);
            if (problem != null && !problem.equals(before)) {
                activity.append(Entry.note(connector.text(), "The usage of codes could not be pulled. " + problem));
            } else if (problem == null && before != null) {
                activity.append(Entry.note(connector.text(), "The usage of codes is pulled again."));
            }
        });
    }
}
