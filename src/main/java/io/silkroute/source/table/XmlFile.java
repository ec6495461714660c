package io.silkroute.source.table;

import io.silkroute.source.table.RecordColumns.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML with a record for each row, such as a feed's items. A record's elements are its columns, deeper ones with their path
 * ({@code shipping/price}); one that comes several times is as many columns. A row's number is the line on which it begins.
 * No entity of others is followed, and no document type read.
 */
final class XmlFile implements TableFile {

    private static final Set<String> RECORDS = Set.of("item", "entry", "product", "article", "offer", "record", "row");
    private static final int LONGEST = 16 << 20; // characters of one record
    private static final XMLInputFactory XML = factory();

    private final Opener file;
    private final String record;
    private final RecordColumns columns;

    private XmlFile(Opener file, String record, RecordColumns columns) {
        this.file = file;
        this.record = record;
        this.columns = columns;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Reads all of it once, as its columns are only known then. @throws UnreadableTable if it is not well-formed */
    static XmlFile of(Opener file) {
        RecordColumns.Gathered gathered = new RecordColumns.Gathered();
        String path;
        try (Records records = new Records(file, null)) {
            for (Read one = records.next(); one != null; one = records.next()) {
                gathered.add(one.fields());
            }
            path = records.path();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (path == null) {
            throw new UnreadableTable(
                    "The file holds no records. Looked for are elements named item, entry, product, article, offer, record or row.");
        }
        return new XmlFile(file, path, gathered.columns());
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
            Records records = new Records(file, record);
            return new Table() {
                @Override
                public @Nullable Row next() {
                    Read read = records.next();
                    return read == null ? null : columns.row(read.line(), read.fields(), null);
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

    private record Read(long line, List<Field> fields) {}

    /** The records, one after the other. */
    private static final class Records implements AutoCloseable {

        private final InputStream in;
        private final XMLStreamReader xml;
        private final Deque<String> open = new ArrayDeque<>();
        private @Nullable String path;

        /** @param path of the record's element; null: it is found */
        Records(Opener file, @Nullable String path) throws IOException {
            this.path = path;
            this.in = file.open();
            try {
                this.xml = XML.createXMLStreamReader(in);
            } catch (XMLStreamException broken) {
                in.close();
                throw unreadable(broken);
            }
        }

        @Nullable
        String path() {
            return path;
        }

        @Nullable
        Read next() {
            try {
                while (xml.hasNext()) {
                    int event = xml.next();
                    if (event == XMLStreamConstants.START_ELEMENT) {
                        String name = xml.getLocalName();
                        open.addLast(name);
                        if (isRecord(name)) {
                            return read();
                        }
                    } else if (event == XMLStreamConstants.END_ELEMENT) {
                        open.removeLast();
                    }
                }
                return null;
            } catch (XMLStreamException broken) {
                throw unreadable(broken);
            }
        }

        private boolean isRecord(String name) {
            String here = String.join("/", open);
            if (path == null && open.size() > 1 && RECORDS.contains(name.toLowerCase(Locale.ROOT))) {
                path = here;
            }
            return here.equals(path);
        }

        private Read read() throws XMLStreamException {
            long line = xml.getLocation().getLineNumber();
            List<Field> values = new ArrayList<>();
            Deque<String> within = new ArrayDeque<>();
            StringBuilder text = new StringBuilder();
            long length = attributes("", values);
            while (true) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    within.addLast(xml.getLocalName());
                    text.setLength(0);
                    length += attributes(String.join("/", within), values);
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    text.append(xml.getText());
                    length += xml.getTextLength();
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (within.isEmpty()) {
                        open.removeLast();
                        return new Read(line, values);
                    }
                    String said = text.toString();
                    if (!said.isBlank()) {
                        values.add(new Field(String.join("/", within), said, false));
                    }
                    text.setLength(0);
                    within.removeLast();
                }
                if (length > LONGEST || within.size() > 100) {
                    throw new UnreadableTable("The record that begins on line %d is too large.".formatted(line));
                }
            }
        }

        private long attributes(String element, List<Field> values) {
            long length = 0;
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String value = xml.getAttributeValue(i);
                length += value.length();
                values.add(new Field(element + "@" + xml.getAttributeLocalName(i), value, false));
            }
            return length;
        }

        private static UnreadableTable unreadable(XMLStreamException broken) {
            String what = String.valueOf(broken.getMessage()).replaceFirst("(?s).*Message: ", "");
            String first = what.lines().findFirst().orElse("");
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNumber();
            int column = broken.getLocation() == null ? 1 : broken.getLocation().getColumnNumber();
            return new UnreadableTable(
                    "The XML is not well-formed at line %d, column %d: %s Correct it and send it again."
                            .formatted(line, column, first));
        }

        @Override
        public void close() throws IOException {
            try {
                xml.close();
            } catch (XMLStreamException closed) {
                // the stream below it is closed next
            }
            in.close();
        }
    }
}
