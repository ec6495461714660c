package io.silkroute.pull;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.MirroredObject;
import io.silkroute.mirror.NotTold;
import io.silkroute.mirror.ShopObjects;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream's objects by the time they were last changed, page by page. Made for one reading, by one thread. */
final class ChangedPages {

    // Shopify pages through 25,000 objects and no further; by then the reading has begun anew where it had come to.
    // https://shopify.dev/docs/api/usage/limits
    private static final int PAGES_OF_A_SEARCH = 200;

    private final ShopObjects shop;
    private final ConnectorName connector;
    private final Stream stream;
    private final Instant earliest;
    private Instant from;
    private @Nullable Instant newest;
    private @Nullable String after;
    private int pages;
    private boolean more = true;

    /** @param from objects that were changed then or later */
    ChangedPages(ShopObjects shop, ConnectorName connector, Stream stream, Instant from) {
        this.shop = shop;
        this.connector = connector;
        this.stream = stream;
        this.earliest = from.truncatedTo(ChronoUnit.SECONDS);
        this.from = earliest;
    }

    /** When the newest of the objects so far was changed; null if there was none. */
    @Nullable
    Instant newest() {
        return newest;
    }

    /**
     * The next page, maybe an empty one; null after the last.
     *
     * @throws NotTold if the shop does not tell, or not all
     */
    @Nullable
    List<MirroredObject> next() {
        if (!more) {
            return null;
        }
        ShopObjects.Found found = shop.changed(connector, stream, query(), after);
        for (MirroredObject object : found.objects()) {
            Instant changed = object.updatedAt();
            if (changed != null && (newest == null || changed.isAfter(newest))) {
                newest = changed;
            }
        }
        after = found.after();
        more = after != null;
        if (more && ++pages % PAGES_OF_A_SEARCH == 0) {
            beginAnew();
        }
        return found.objects().stream()
                .filter(object ->
                        object.updatedAt() == null || !object.updatedAt().isBefore(earliest))
                .toList();
    }

    // Customers are found by the day on which they were changed, and both they and discounts by the shop's own clock:
    // one
    // day more is asked for. What was changed before is not told.
    private String query() {
        return switch (stream) {
            case CUSTOMERS ->
                "updated_at:>='" + from.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1) + "'";
            case DISCOUNTS -> "updated_at:>='" + from.minus(1, ChronoUnit.DAYS) + "'";
            default -> "updated_at:>='" + from + "'";
        };
    }

    private void beginAnew() {
        Instant reached = newest == null ? from : newest.truncatedTo(ChronoUnit.SECONDS);
        boolean further = stream == Stream.CUSTOMERS
                ? reached.truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS).isAfter(from)
                : reached.isAfter(from);
        if (!further) {
            throw new NotTold("More " + stream.word() + " were changed "
                    + (stream == Stream.CUSTOMERS ? "within a day or two (since " : "in one second (") + from
                    + ") than Shopify tells of. Get all, which is read in another way.");
        }
        from = reached;
        after = null;
    }
}
