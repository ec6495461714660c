package io.silkroute.preview.dryrun;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.Connector;
import io.silkroute.export.ledger.Exported;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What the shop holds of exported items, as conflicts read it. Whoever asks waits for a while at most: what the shop has not
 * told by then is not known.
 */
@Component
class ShopValues implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ShopValues.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_ONCE = 25;
    private static final int READERS = 2;

    private final Map<ItemType, ComparedType> types = new EnumMap<>(ItemType.class);
    private final Duration patience;
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, task -> {
        Thread thread = new Thread(task, "preview-of-shop");
        thread.setDaemon(true);
        return thread;
    });

    @Autowired
    ShopValues(List<ComparedType> types) {
        this(types, PATIENCE);
    }

    ShopValues(List<ComparedType> types, Duration patience) {
        types.forEach(type -> this.types.put(type.type(), type));
        this.patience = patience;
    }

    /**
     * @param seen by item; those that a type does not compare are absent
     * @param unread why others were not read, in a sentence
     */
    record Read(Map<ItemKey, ComparedType.Seen> seen, Map<ItemKey, String> unread) {}

    Optional<ComparedType> type(ItemType type) {
        return Optional.ofNullable(types.get(type));
    }

    Read of(Connector connector, List<Exported> exported) {
        Map<ItemKey, ComparedType.Seen> seen = new HashMap<>();
        Map<ItemKey, String> unread = new HashMap<>();
        Map<ItemType, List<Exported>> byType = new EnumMap<>(ItemType.class);
        for (Exported one : exported) {
            if (one.inDoubt()) {
                unread.put(one.key(), "It is being written, or the answer to a write was lost.");
            } else if (!one.isExported() || one.payload() == null || one.shopifyId() == null) {
                unread.put(one.key(), "Nothing of it was sent to the shop that could be compared.");
            } else {
                byType.computeIfAbsent(one.key().type(), type -> new ArrayList<>())
                        .add(one);
            }
        }
        long until = System.nanoTime() + patience.toNanos();
        byType.forEach((type, all) -> {
            ComparedType compared = types.get(type);
            for (int from = 0; compared != null && from < all.size(); from += AT_ONCE) {
                read(connector, compared, all.subList(from, Math.min(all.size(), from + AT_ONCE)), until, seen, unread);
            }
        });
        return new Read(seen, unread);
    }

    private void read(
            Connector connector,
            ComparedType type,
            List<Exported> slice,
            long until,
            Map<ItemKey, ComparedType.Seen> seen,
            Map<ItemKey, String> unread) {
        if (System.nanoTime() > until) {
            slice.forEach(one -> unread.put(one.key(), late()));
            return;
        }
        String why;
        Future<Map<String, ComparedType.Seen>> reading =
                readers.submit(() -> type.look(connector.name(), connector.config(), slice));
        try {
            Map<String, ComparedType.Seen> found =
                    reading.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            slice.forEach(one -> {
                ComparedType.Seen object = found.get(one.key().id());
                if (object != null) {
                    seen.put(one.key(), object);
                }
            });
            return;
        } catch (TimeoutException late) {
            why = late();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            why = "The connector is being stopped.";
        } catch (ExecutionException failed) {
            why = told(connector, failed.getCause());
        } finally {
            reading.cancel(true);
        }
        for (Exported one : slice) {
            unread.put(one.key(), why);
        }
    }

    private String late() {
        return "The shop did not tell within " + patience.toSeconds() + " seconds what it holds.";
    }

    private static String told(Connector connector, @Nullable Throwable failure) {
        if (failure instanceof ShopUnread unread) {
            return "The shop did not tell what it holds: " + unread.getMessage();
        }
        LOG.error("What the shop of {} holds could not be read", connector.name(), failure);
        return "What the shop holds could not be read: the connector itself failed; its log says why.";
    }

    @Override
    public void destroy() {
        readers.shutdownNow();
    }
}
