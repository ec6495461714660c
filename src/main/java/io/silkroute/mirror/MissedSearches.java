package io.silkroute.mirror;

import io.silkroute.connector.Connector;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.MirrorSearch.AskedShop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the shop for what the mirror was searched for in vain, by SKU, barcode, handle, e-mail address or order number, and
 * stores what there is. Who asks for the same again within a minute is told what was told.
 */
@Component
class MissedSearches {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 1_000;

    private final ShopObjects shop;
    private final MirrorCopies copies;
    private final MirrorObjects objects;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Answer> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    MissedSearches(
            ShopObjects shop,
            MirrorCopies copies,
            MirrorObjects objects,
            TransactionTemplate transaction,
            Clock clock) {
        this.shop = shop;
        this.copies = copies;
        this.objects = objects;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Answer(Instant at, AskedShop asked) {}

    AskedShop ask(Connector connector, Stream stream, String typed) {
        Optional<String> query = query(stream, typed);
        if (query.isEmpty() || connector.config().shop().domain() == null) {
            return AskedShop.NO;
        }
        String key = connector.name() + " " + connector.config().shop().address() + " " + stream + " " + typed;
        synchronized (answers) {
            Answer before = answers.get(key);
            if (before != null && before.at().plus(REMEMBERED).isAfter(clock.instant())) {
                return before.asked();
            }
        }
        AskedShop asked = asked(connector, stream, query.get());
        synchronized (answers) {
            answers.put(key, new Answer(clock.instant(), asked));
        }
        return asked;
    }

    private AskedShop asked(Connector connector, Stream stream, String query) {
        try {
            ShopObjects.Found found = shop.changed(connector.name(), stream, query, null);
            if (!found.objects().isEmpty()) {
                Copy copy = copies.current(
                        connector.name(),
                        stream,
                        connector.config().shop().address().toString());
                MirrorReading reading = new MirrorReading(
                        "search-" + UUID.randomUUID().toString().substring(0, 18), clock.instant(), true);
                transaction.executeWithoutResult(status -> objects.store(copy, found.objects(), reading));
            }
            return new AskedShop(true, null);
        } catch (NotTold silent) {
            return new AskedShop(true, silent.getMessage());
        }
    }

    /** Empty: the shop cannot be asked by such a text. */
    private static Optional<String> query(Stream stream, String typed) {
        if (typed.length() < 2 || typed.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        String quoted = "'" + typed.replace("\\", "\\\\").replace("'", "\\'") + "'";
        return switch (stream) {
            case PRODUCTS -> Optional.of("sku:" + quoted + " OR barcode:" + quoted + " OR handle:" + quoted);
            case CUSTOMERS -> typed.contains("@") ? Optional.of("email:" + quoted) : Optional.empty();
            case ORDERS ->
                Optional.of(typed.contains("@") ? "email:" + quoted : "name:" + quoted.replaceFirst("^'#?", "'#"));
            case DISCOUNTS -> Optional.empty();
        };
    }
}
