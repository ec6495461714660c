package io.silkroute.inbound;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.ConnectorName;
import io.silkroute.inbound.receipt.ReceiptDraft;
import io.silkroute.source.Conversion;
import io.silkroute.source.Extent;
import io.silkroute.source.KnownProducts;
import io.silkroute.source.LiveItems;
import io.silkroute.source.SourceFiles;
import io.silkroute.source.Unconvertible;
import io.silkroute.source.table.Opener;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deliveries that come as rows: what they are a profile says. */
@Component
class RowDeliveries {

    private static final int PAGE = 1_000;

    private final SourceFiles files;
    private final Items items;
    private final InboundSettings settings;
    private final Arrivals arrivals;

    RowDeliveries(SourceFiles files, Items items, InboundSettings settings, Arrivals arrivals) {
        this.files = files;
        this.items = items;
        this.settings = settings;
        this.arrivals = arrivals;
    }

    /**
     * @param profile by its name; null: the one that knows the header
     * @param extent is gone what it does not hold?
     * @param atEnd as {@link Delivery} asks it
     */
    Delivery of(ReceiptDraft draft, Opener file, @Nullable String profile, Extent extent, Runnable atEnd) {
        return new Delivery(draft, open(draft.connector(), file, profile, extent), settings, arrivals, atEnd);
    }

    /** Is a file of JSON one of rows? */
    boolean areRecords(Opener file) {
        return files.holdsRecords(file);
    }

    /** What a word at the end of a file's name, or beside it, says. */
    static Extent extent(boolean full) {
        return full ? Extent.FULL : Extent.AS_PROFILED;
    }

    /** @throws Refusal if nothing can be made of it */
    Conversion open(String connector, Opener file, @Nullable String profile, Extent extent) {
        ConnectorName name = new ConnectorName(connector);
        KnownProducts known = id -> items.find(name, new ItemKey(ItemType.PRODUCT, id))
                .filter(stored -> !stored.deleted())
                .map(stored -> stored.item().image())
                .orElse(null);
        LiveItems live = (type, after) -> ItemType.of(type)
                .map(of -> items.liveIds(name, of, after, PAGE))
                .orElseThrow();
        try {
            return files.open(file, profile, extent, known, live);
        } catch (Unconvertible no) {
            throw Refusal.unconvertible(no);
        } catch (UncheckedIOException broken) {
            throw refusal(broken);
        }
    }

    private static RuntimeException refusal(UncheckedIOException broken) {
        IOException cause = broken.getCause();
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return Refusal.broken("the gzip data is damaged or ends too early. Send everything again.");
        }
        return cause instanceof CharacterCodingException
                ? Refusal.broken("a character of it is broken. Export it anew in UTF-8.")
                : broken;
    }
}
