package io.silkroute.loyalty.customer;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.connector.config.LoyaltyConfig.Tier;
import io.silkroute.loyalty.ledger.LedgerEntries;
import io.silkroute.loyalty.ledger.OrderLedger;
import io.silkroute.loyalty.ledger.ShopPlaces;
import io.silkroute.loyalty.ledger.TermsHistory;
import io.silkroute.loyalty.ledger.TierEvaluation;
import io.silkroute.loyalty.ledger.TierOverride;
import io.silkroute.loyalty.ledger.TierOverrides;
import io.silkroute.order.Amount;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/** What a person decides about a customer: each has a reason, and is told in the activity log. */
@Component
public class CustomerDecisions {

    private static final BigDecimal MOST = new BigDecimal(1_000_000_000);
    private static final int LONGEST = 500;

    private final OrderLedger ledger;
    private final LedgerEntries entries;
    private final TierOverrides overrides;
    private final TierEvaluation tiers;
    private final TermsHistory history;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CustomerDecisions(
            OrderLedger ledger,
            LedgerEntries entries,
            TierOverrides overrides,
            TierEvaluation tiers,
            TermsHistory history,
            ActivityLog activity,
            TransactionTemplate transaction,
            Clock clock) {
        this.ledger = ledger;
        this.entries = entries;
        this.overrides = overrides;
        this.tiers = tiers;
        this.history = history;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Adds to what the customer has, or takes from it. */
    public void adjust(ConnectorName connector, String customer, BigDecimal amount, String reason, String actor) {
        needsReason(reason);
        ShopPlaces.Place place = ledger.open(connector);
        transaction.executeWithoutResult(status -> {
            ShopPlaces.Place kept = ledger.lock(connector, place);
            String currency = kept.currency() == null ? "" : kept.currency();
            if (amount.signum() == 0
                    || amount.abs().compareTo(MOST) > 0
                    || amount.stripTrailingZeros().scale() > Amount.digits(currency)) {
                throw refused("The amount must not be zero, and have at most " + Amount.digits(currency)
                        + " digits behind the point" + (currency.isEmpty() ? "." : ", as " + currency + " has."));
            }
            entries.adjust(connector, customer, amount, now(), reason, actor);
            activity.append(Entry.ofOperator(
                    connector.text(),
                    actor,
                    "The cashback of customer %s was adjusted by %s %s."
                            .formatted(customer, Amount.of(amount, currency).amount(), currency)));
        });
    }

    /** Gives a tier, from now on and until then, whatever is spent. @param until null: without end */
    public void give(
            ConnectorName connector,
            String customer,
            String tier,
            @Nullable Instant until,
            String reason,
            String actor) {
        needsReason(reason);
        ShopPlaces.Place place = ledger.open(connector);
        transaction.executeWithoutResult(status -> {
            ShopPlaces.Place kept = ledger.lock(connector, place);
            Instant now = now();
            history.note(connector);
            LoyaltyConfig config = history.applied(connector);
            List<Tier> known = config == null ? List.of() : config.tiers();
            if (known.stream().noneMatch(one -> one.name().equals(tier))) {
                throw refused(
                        known.isEmpty()
                                ? "There are no tiers: loyalty is not switched on."
                                : "There is no tier \"" + tier + "\"; there are "
                                        + known.stream().map(Tier::name).collect(Collectors.joining(", ")) + ".");
            }
            if (until != null && !until.isAfter(now)) {
                throw refused("\"until\" must be in the future.");
            }
            overrides.set(connector, customer, new TierOverride(tier, now, until, reason, actor));
            tiers.evaluate(connector, List.of(customer), kept, null);
            activity.append(Entry.ofOperator(
                    connector.text(),
                    actor,
                    "Customer %s was given the tier %s%s."
                            .formatted(customer, tier, until == null ? "" : " until " + until)));
        });
    }

    /** From now on the tier is the one that is reached. Does nothing if none was given. */
    public void end(ConnectorName connector, String customer, String actor) {
        ShopPlaces.Place place = ledger.open(connector);
        transaction.executeWithoutResult(status -> {
            ShopPlaces.Place kept = ledger.lock(connector, place);
            if (overrides.end(connector, customer, now())) {
                tiers.evaluate(connector, List.of(customer), kept, null);
                activity.append(Entry.ofOperator(
                        connector.text(), actor, "Customer " + customer + " has the tier again that is reached."));
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void needsReason(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw refused("A \"reason\" is needed, at most " + LONGEST + " characters long.");
        }
    }

    private static ResponseStatusException refused(String sentence) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, sentence);
    }
}
