package io.silkroute.pull;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Pull;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What asks for pulls, and what is to be known of them. */
@Component
public class Pulls {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Connectors connectors;
    private final PullBook book;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Pulls(Connectors connectors, PullBook book, ActivityLog activity, TransactionTemplate transaction, Clock clock) {
        this.connectors = connectors;
        this.book = book;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Asks for what is new in the streams that a connector names, for a reason that it names; streams that are being read
     * are left alone. It only writes the wish down and returns; once it has, the pull survives a crash.
     *
     * @return the pull; empty if there is nothing to be read
     */
    public Optional<ShopPull> ask(ConnectorName connector, PullTrigger trigger) {
        return connectors
                .find(connector)
                .filter(found -> wanted(found, trigger))
                .flatMap(found -> ask(found, trigger, found.config().pull().streams()));
    }

    private static boolean wanted(Connector connector, PullTrigger trigger) {
        Pull config = connector.config().pull();
        return connector.active()
                && connector.config().shop().domain() != null
                && (trigger.configured() == null || config.triggers().contains(trigger.configured()));
    }

    Optional<ShopPull> ask(Connector connector, PullTrigger trigger, Collection<Stream> streams) {
        return reserved(connector, PullMode.NEW, trigger, null, streams, false).flatMap(book::find);
    }

    /**
     * What a person asks for.
     *
     * @param streams none: those that the connector names; if it names none, all
     * @throws PullRefused with the pull that is running, if one of the streams is being read
     */
    public ShopPull ask(Connector connector, PullMode mode, List<Stream> streams, String actor) {
        if (connector.config().shop().domain() == null) {
            throw PullRefused.noShop();
        }
        List<Stream> named = streams.isEmpty() ? connector.config().pull().streams() : streams;
        List<Stream> wanted = named.isEmpty() ? List.of(Stream.values()) : named;
        return reserved(connector, mode, PullTrigger.MANUAL, actor, wanted, true)
                .flatMap(book::find)
                .orElseThrow();
    }

    private Optional<String> reserved(
            Connector connector,
            PullMode mode,
            PullTrigger trigger,
            @Nullable String actor,
            Collection<Stream> streams,
            boolean all) {
        ConnectorName name = connector.name();
        String shop = connector.config().shop().address().toString();
        streams.forEach(stream -> book.open(name, stream, shop));
        Instant now = clock.instant();
        String id = id(now);
        return Objects.requireNonNull(transaction.execute(status -> {
            List<StreamStand> reserved = new ArrayList<>();
            for (Stream stream : streams.stream().sorted().toList()) { // in one order, so that two wait for each other
                if (book.reserve(name, stream, id)) {
                    reserved.add(book.find(name, stream).orElseThrow());
                } else if (all) {
                    throw PullRefused.running(
                            stream.word(),
                            String.valueOf(book.find(name, stream)
                                    .map(StreamStand::running)
                                    .orElse("")));
                }
            }
            if (reserved.isEmpty()) {
                return Optional.<String>empty();
            }
            book.add(id, name, mode, trigger, actor, now, reserved);
            if (actor != null) {
                activity.append(new Entry(
                        name.text(),
                        null,
                        Entry.Kind.OPERATOR,
                        null,
                        null,
                        null,
                        null,
                        0,
                        actor,
                        "Asked for a pull from Shopify (%s): %s."
                                .formatted(
                                        mode.word(),
                                        String.join(
                                                ", ",
                                                reserved.stream()
                                                        .map(one -> one.stream().word())
                                                        .toList())),
                        null));
            }
            return Optional.of(id);
        }));
    }

    private static String id(Instant now) {
        byte[] random = new byte[4];
        RANDOM.nextBytes(random);
        return TIME.format(now) + "-" + HexFormat.of().formatHex(random);
    }

    public Optional<ShopPull> find(String id) {
        return book.find(id);
    }

    /** Newest first. @param before only older ones than this */
    public List<ShopPull> of(ConnectorName connector, @Nullable String before, int limit) {
        return book.of(connector, before, limit);
    }

    /** How far each stream was read, in one order. */
    public List<StreamStand> streams(Connector connector) {
        List<StreamStand> stands = new ArrayList<>();
        for (Stream stream : Stream.values()) {
            stands.add(book.find(connector.name(), stream)
                    .orElseGet(() -> new StreamStand(stream, null, null, null, null, null, null, null)));
        }
        return stands;
    }
}
