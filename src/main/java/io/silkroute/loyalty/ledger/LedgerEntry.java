package io.silkroute.loyalty.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger.
 *
 * @param order null: a person has adjusted
 * @param importId null: no import has made it
 * @param reason null: its kind says it
 */
public record LedgerEntry(
        long id,
        String customer,
        @Nullable String order,
        LedgerKind kind,
        BigDecimal amount,
        Instant at,
        @Nullable String importId,
        @Nullable String reason,
        @Nullable String actor) {}
