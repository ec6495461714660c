package io.silkroute.source.table;

import io.silkroute.source.table.RecordColumns.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON with a record for each row: the entries of a list that is the file, or that stands at a path in it
 * ({@code _embedded.items}). A record's fields are its columns, deeper ones with their path ({@code price.EUR}); what
 * comes several times is as many columns. A row's number is the record's.
 */
final class JsonFile implements TableFile {

    /** The path of a list that is the whole file. */
    static final String WHOLE = ".";

    private static final String LINKS = "_links"; // of HAL: where to read on, and nothing of the record
    private static final int LONGEST = 16 << 20; // characters of one record
    private static final int DEEPEST = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxStringLength(LONGEST)
                    .build())
            .build();

    private final Opener file;
    private final String path;
    private final RecordColumns columns;

    private JsonFile(Opener file, String path, RecordColumns columns) {
        this.file = file;
        this.path = path;
        this.columns = columns;
    }

    /**
     * Reads all of it once, as its columns are only known then.
     *
     * @param paths where records may stand, as profiles say it
     * @throws UnreadableTable if it is not well-formed, or has no records there
     */
    static JsonFile of(Opener file, Collection<String> paths) {
        String path = find(file, paths);
        RecordColumns.Gathered gathered = new RecordColumns.Gathered();
        try (Records records = new Records(file, path)) {
            for (Read one = records.next(); one != null; one = records.next()) {
                gathered.add(one.fields());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new JsonFile(file, path, gathered.columns());
    }

    private static String find(Opener file, Collection<String> paths) {
        Set<String> tried = new HashSet<>(paths);
        tried.add(WHOLE);
        try (InputStream in = file.open();
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            String found = find(parser, tried);
            if (found != null) {
                return found;
            }
        } catch (JacksonException broken) {
            throw unreadable(broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        tried.remove(WHOLE);
        throw new UnreadableTable(
                tried.isEmpty()
                        ? "The file is JSON and no list of records. Say in a profile where they stand, such as “records: data”."
                        : "The file is JSON and holds no list at any of %s. Say in a profile where its records stand, such as “records: data”."
                                .formatted(String.join(
                                        ", ", tried.stream().sorted().toList())));
    }

    private static @Nullable String find(JsonParser parser, Set<String> paths) {
        Deque<String> within = new ArrayDeque<>();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            return paths.contains(WHOLE) ? WHOLE : null;
        }
        for (token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME) {
                String name = String.valueOf(parser.currentName());
                JsonToken value = parser.nextToken();
                String here = within.isEmpty() ? name : String.join(".", within) + "." + name;
                if (value == JsonToken.START_ARRAY) {
                    if (paths.contains(here)) {
                        return here;
                    }
                    parser.skipChildren();
                } else if (value == JsonToken.START_OBJECT) {
                    if (paths.stream().anyMatch(path -> path.startsWith(here + "."))) {
                        within.addLast(name);
                    } else {
                        parser.skipChildren();
                    }
                }
            } else if (token == JsonToken.END_OBJECT) {
                if (within.isEmpty()) {
                    return null;
                }
                within.removeLast();
            }
        }
        return null;
    }

    @Override
    public List<String> columns() {
        return columns.headers();
    }

    @Override
    public List<String> guesses() {
        return List.of();
    }

    @Override
    public void close() {
        // each reading is closed by itself
    }

    @Override
    public Table rows() {
        try {
            Records records = new Records(file, path);
            return new Table() {
                @Override
                public @Nullable Row next() {
                    Read read = records.next();
                    return read == null ? null : columns.row(read.number(), read.fields(), read.fault());
                }

                @Override
                public void close() throws IOException {
                    records.close();
                }
            };
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static UnreadableTable unreadable(JacksonException broken) {
        if (broken instanceof JacksonIOException io) {
            throw new UncheckedIOException(io.getCause());
        }
        int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
        int column = broken.getLocation() == null ? 1 : broken.getLocation().getColumnNr();
        String what = Cells.cut(
                String.valueOf(broken.getOriginalMessage()).lines().findFirst().orElse(""), 200);
        return new UnreadableTable(
                "The JSON is not well-formed at line %d, column %d: %s. Correct it and send it again."
                        .formatted(line, column, what));
    }

    private record Read(
            long number, List<Field> fields, @Nullable String fault) {}

    /** The records, one after the other. */
    private static final class Records implements AutoCloseable {

        private final InputStream in;
        private final JsonParser parser;
        private long number;

        Records(Opener file, String path) throws IOException {
            this.in = file.open();
            try {
                this.parser = JSON.createParser(ObjectReadContext.empty(), in);
                find(parser, Set.of(path));
            } catch (JacksonException broken) {
                in.close();
                throw unreadable(broken);
            }
        }

        @Nullable
        Read next() {
            try {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.END_ARRAY || token == null) {
                    return null;
                }
                number++;
                if (token != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    return new Read(number, List.of(), "It is no object with fields.");
                }
                List<Field> values = new ArrayList<>();
                object("", values, new long[1], 0);
                return new Read(number, values, null);
            } catch (JacksonException broken) {
                throw unreadable(broken);
            }
        }

        private void object(String within, List<Field> values, long[] length, int depth) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = String.valueOf(parser.currentName());
                parser.nextToken();
                if (name.equals(LINKS)) {
                    parser.skipChildren();
                } else {
                    value(within.isEmpty() ? name : within + "." + name, values, length, depth + 1);
                }
            }
        }

        private void value(String name, List<Field> values, long[] length, int depth) {
            JsonToken token = parser.currentToken();
            length[0] += name.length();
            if (depth > DEEPEST || length[0] > LONGEST) {
                throw new UnreadableTable("Record %d is too large or too deep.".formatted(number));
            }
            if (token == JsonToken.START_OBJECT) {
                object(name, values, length, depth);
            } else if (token == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(name, values, length, depth + 1);
                }
            } else if (token != JsonToken.VALUE_NULL) {
                String text = String.valueOf(parser.getString());
                length[0] += text.length();
                values.add(new Field(name, text, token.isNumeric()));
            }
        }

        @Override
        public void close() throws IOException {
            parser.close();
            in.close();
        }
    }
}
