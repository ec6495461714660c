package io.silkroute.inbound;

import static com.fasterxml.jackson.core.JsonToken.END_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.START_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.START_OBJECT;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The items of one delivery, read one after the other. Faulty items are noted and passed over. */
final class ItemStream implements Closeable {

    private static final int MOST_REJECTIONS = 100;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
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
    private final List<Rejection> rejections = new ArrayList<>();
    private boolean started;
    private boolean inArray;
    private long index = -1;
    private long rejected;

    /** @param out where the compact lines go */
    ItemStream(InputStream in, Format format, CompactJson out, long maxItem) {
        try {
            this.parser = JSON.createParser(in);
        } catch (IOException unreadable) {
            throw refusal(unreadable, JsonLocation.NA);
        }
        this.format = format;
        this.reader = new ItemReader(parser, out, maxItem);
    }

    /** Copies the next good item. @return false at the end of the delivery */
    boolean next() {
        try {
            while (true) {
                JsonToken token = parser.nextToken();
                if (token == null || (inArray && token == END_ARRAY)) {
                    end(token);
                    return false;
                }
                if (format == Format.JSON && !inArray) {
                    if (started) {
                        throw malformed(
                                "a second value follows; put the items into a list, or send application/x-ndjson");
                    }
                    started = true;
                    if (token == START_ARRAY) {
                        inArray = true;
                        continue;
                    }
                }
                index++;
                if (token != START_OBJECT) {
                    parser.skipChildren();
                    reject(new Rejection(index, null, null, "An item must be a JSON object."));
                } else if (reader.read()) {
                    return true;
                } else {
                    String fault = reader.fault();
                    reject(new Rejection(index, reader.type(), reader.id(), fault == null ? "" : fault));
                }
            }
        } catch (IOException unreadable) {
            throw refusal(unreadable, parser.currentLocation());
        }
    }

    private static Refusal refusal(IOException why, JsonLocation at) {
        if (why instanceof StreamConstraintsException) {
            return Refusal.beyondLimits(
                    at.getLineNr(), at.getColumnNr(), "a name, number or text is too long, or the nesting too deep");
        }
        if (why instanceof JsonProcessingException malformed) {
            JsonLocation place = malformed.getLocation() == null ? at : malformed.getLocation();
            return Refusal.malformed(place.getLineNr(), place.getColumnNr(), firstLine(malformed.getOriginalMessage()));
        }
        if (why instanceof CharConversionException) {
            return Refusal.broken("The body is not valid UTF-8. Send it as UTF-8.");
        }
        if (why instanceof ZipException || why instanceof EOFException) {
            return Refusal.broken("The gzip data is damaged or ends too early. Send everything again.");
        }
        return Refusal.broken("The body ended too early. Send everything again.");
    }

    private void end(@Nullable JsonToken token) throws IOException {
        if (token == END_ARRAY) {
            if (parser.nextToken() != null) {
                throw malformed("something follows the list");
            }
        } else if (format == Format.JSON && !started) {
            throw Refusal.broken(
                    "The body is empty. Send one item, a list of items, or lines as application/x-ndjson.");
        }
    }

    private Refusal malformed(String what) {
        JsonLocation at = parser.currentTokenLocation();
        return Refusal.malformed(at.getLineNr(), at.getColumnNr(), what);
    }

    private void reject(Rejection rejection) {
        rejected++;
        if (rejections.size() < MOST_REJECTIONS) {
            rejections.add(rejection);
        }
    }

    /** The first 100. */
    List<Rejection> rejections() {
        return rejections;
    }

    long rejected() {
        return rejected;
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
