package io.silkroute.inbound;

import io.silkroute.inbound.item.CompactJson;
import io.silkroute.inbound.item.ItemReader;
import io.silkroute.inbound.receipt.Remark;
import io.silkroute.inbound.receipt.Repeats;
import io.silkroute.source.Conversion;
import io.silkroute.source.Converted;
import io.silkroute.source.Fault;
import io.silkroute.source.Unconvertible;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Items made of rows: each is looked at as one that was sent. What is said of them names their rows. */
final class ConvertedItems implements IncomingItems {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final Conversion conversion;
    private final CompactJson out;
    private final long maxItem;
    private final Consumer<Remark> warn;
    private @Nullable Remark refusal;
    private Repeats.@Nullable Came came;

    /** @param out where the compact lines go */
    ConvertedItems(Conversion conversion, CompactJson out, long maxItem, Consumer<Remark> warn) {
        this.conversion = conversion;
        this.out = out;
        this.maxItem = maxItem;
        this.warn = warn;
    }

    @Override
    public Step next() {
        try {
            for (Converted next = conversion.next(); next != null; next = conversion.next()) {
                if (next instanceof Converted.Made made) {
                    return made(made);
                }
                if (next instanceof Converted.Refused refused) {
                    refusal = remark(refused.fault());
                    return Step.REFUSED;
                }
                warn.accept(remark(((Converted.Warned) next).fault()));
            }
            return Step.END;
        } catch (Unconvertible broken) {
            throw Refusal.unconvertible(broken);
        }
    }

    private Step made(Converted.Made made) {
        try (JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), made.item().toString())) {
            parser.nextToken();
            ItemReader reader = new ItemReader(parser, out, maxItem);
            if (reader.read()) {
                came = new Repeats.Came(
                        Objects.requireNonNull(reader.type()),
                        Objects.requireNonNull(reader.id()),
                        index(made.row()),
                        made.row(),
                        reader.updated());
                return Step.ITEM;
            }
            String fault = reader.fault();
            refusal = new Remark(
                    index(made.row()),
                    made.row(),
                    reader.type(),
                    reader.id(),
                    fault == null ? "It cannot be read." : fault);
            return Step.REFUSED;
        }
    }

    private static Remark remark(Fault fault) {
        return new Remark(
                index(fault.row()),
                fault.row(),
                fault.row(),
                fault.type(),
                fault.id(),
                fault.column(),
                fault.cell(),
                fault.sentence());
    }

    private static long index(long row) {
        return Math.max(0, row - 1);
    }

    @Override
    public Remark refusal() {
        return Objects.requireNonNull(refusal, "nothing was refused");
    }

    @Override
    public Repeats.Came came() {
        return Objects.requireNonNull(came, "nothing came");
    }

    @Override
    public boolean isProductWithParent() {
        return false; // what belongs to a product was made a variant
    }

    @Override
    public boolean nothing() {
        return conversion.rows() == 0;
    }

    @Override
    public void close() throws IOException {
        conversion.close();
    }
}
