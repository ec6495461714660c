package io.silkroute.inbound;

import static tools.jackson.core.JsonToken.END_ARRAY;
import static tools.jackson.core.JsonToken.START_ARRAY;
import static tools.jackson.core.JsonToken.START_OBJECT;

import io.silkroute.inbound.item.CompactJson;
import io.silkroute.inbound.item.ItemReader;
import io.silkroute.inbound.item.JsonMistakes;
import io.silkroute.inbound.receipt.Remark;
import io.silkroute.inbound.receipt.Repeats;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** The items of one delivery, read one after the other. */
final class ItemStream implements IncomingItems {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxNumberLength(1_000)
                    .maxNameLength(50_000)
                    .maxStringLength(20_000_000)
                    .build())
            .build();

    private final JsonParser parser;
    private final Format format;
    private final ItemReader reader;
    private boolean started;
    private boolean inArray;
    private long index = -1;
    private long line;
    private @Nullable String fault;

    /** @param out where the compact lines go */
    ItemStream(InputStream in, Format format, CompactJson out, long maxItem) {
        try {
            this.parser = JSON.createParser(ObjectReadContext.empty(), in);
        } catch (JacksonException unreadable) {
            throw refusal(unreadable, TokenStreamLocation.NA);
        }
        this.format = format;
        this.reader = new ItemReader(parser, out, maxItem);
    }

    @Override
    public Step next() {
        try {
            while (true) {
                JsonToken token = parser.nextToken();
                if (token == null || (inArray && token == END_ARRAY)) {
                    end(token);
                    return Step.END;
                }
                if (format == Format.JSON && !inArray) {
                    if (started) {
                        throw malformed(
                                "a second value follows; put the items into a list, or send one a line as application/x-ndjson, a file as .jsonl");
                    }
                    started = true;
                    if (token == START_ARRAY) {
                        inArray = true;
                        continue;
                    }
                }
                index++;
                line = parser.currentTokenLocation().getLineNr();
                if (token != START_OBJECT) {
                    parser.skipChildren();
                    reader.forget();
                    fault = "An item must be a JSON object.";
                    return Step.REFUSED;
                }
                boolean good = reader.read();
                fault = reader.fault();
                return good ? Step.ITEM : Step.REFUSED;
            }
        } catch (JacksonException unreadable) {
            throw refusal(unreadable, parser.currentLocation());
        }
    }

    private static Refusal refusal(JacksonException why, TokenStreamLocation at) {
        if (why instanceof JacksonIOException broken) {
            return refusal(broken.getCause());
        }
        if (why instanceof StreamConstraintsException) {
            return Refusal.beyondLimits(
                    at.getLineNr(), at.getColumnNr(), "a name, number or text is too long, or the nesting too deep");
        }
        TokenStreamLocation place = why.getLocation() == null ? at : why.getLocation();
        return Refusal.malformed(place.getLineNr(), place.getColumnNr(), JsonMistakes.told(why.getOriginalMessage()));
    }

    private static Refusal refusal(@Nullable IOException why) {
        if (why instanceof CharConversionException) {
            return Refusal.broken(
                    "it is not valid UTF-8, from its beginning on. Save or export it as UTF-8, and send it again.");
        }
        if (why instanceof SocketTimeoutException) {
            return Refusal.tooSlow();
        }
        if (why instanceof ZipException || why instanceof EOFException) {
            return Refusal.broken("the gzip data is damaged or ends too early. Send everything again.");
        }
        return Refusal.broken("it ended too early. Send everything again.");
    }

    private void end(@Nullable JsonToken token) {
        if (token == END_ARRAY) {
            if (parser.nextToken() != null) {
                throw malformed("something follows the list");
            }
        } else if (format == Format.JSON && !started) {
            throw Refusal.broken(
                    "it is empty. Send one item or a list of items; items of which each has its own line are application/x-ndjson, or a file .jsonl.");
        }
    }

    private Refusal malformed(String what) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return Refusal.malformed(at.getLineNr(), at.getColumnNr(), what);
    }

    @Override
    public Remark refusal() {
        return new Remark(index, line, reader.type(), reader.id(), fault == null ? "It cannot be read." : fault);
    }

    @Override
    public Repeats.Came came() {
        return new Repeats.Came(
                Objects.requireNonNull(reader.type()),
                Objects.requireNonNull(reader.id()),
                index,
                line,
                reader.updated());
    }

    @Override
    public boolean isProductWithParent() {
        return reader.isProductWithParent();
    }

    @Override
    public boolean nothing() {
        return index < 0 && !started;
    }

    @Override
    public void close() {
        parser.close();
    }
}
