package io.silkroute.export;

import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The idempotent repository of the idempotent consumer: "has the shop accepted exactly this payload last?". Its
 * rows are those of {@link Exports}; they are read with the batch and written with the batch's outcomes, so asking
 * costs nothing, and a hash is confirmed only together with the shop's acceptance.
 */
@Component("hashRepository")
public class HashRepository extends ServiceSupport implements IdempotentRepository {

    private final Exports exports;

    HashRepository(Exports exports) {
        this.exports = exports;
    }

    static String key(ConnectorName connector, ItemKey item, Digest hash) {
        return connector.text() + '/' + item.type() + '/' + hash + '/' + item.id();
    }

    @Override
    public boolean contains(Exchange exchange, String key) {
        return exchange.getIn().getBody() instanceof Stage.Decided decided && decided.mapped() != null
                ? isUnchanged(decided.item(), decided.mapped().hash())
                : contains(key);
    }

    @Override
    public boolean contains(String key) {
        String[] parts = key.split("/", 4);
        if (parts.length < 4) {
            return false;
        }
        Optional<ItemType> type = ItemType.of(parts[1]);
        return type.isPresent()
                && accepted(
                        ConnectorName.asked(parts[0])
                                .flatMap(name -> exports.find(name, new ItemKey(type.get(), parts[3])))
                                .orElse(null),
                        new Digest(HexFormat.of().parseHex(parts[2])));
    }

    /** Asked when an item is through: it was not contained then, and whether its hash is kept is the recorder's word. */
    @Override
    public boolean add(Exchange exchange, String key) {
        return true;
    }

    /** Has the shop accepted exactly this last, and does nothing force it to be sent again? */
    static boolean isUnchanged(ExportItem item, Digest hash) {
        return !item.isForced() && accepted(item.exported(), hash);
    }

    private static boolean accepted(@Nullable Exported exported, Digest hash) {
        return exported != null && exported.isExported() && hash.equals(exported.hash());
    }

    @Override
    public boolean add(String key) {
        return !contains(key);
    }

    /** Nothing to do here: the batch's recorder writes the hash in the transaction that records the outcome. */
    @Override
    public boolean confirm(String key) {
        return true;
    }

    /** Nothing to do here: a hash that was not recorded is not known. */
    @Override
    public boolean remove(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("hashes are forgotten item by item");
    }
}
