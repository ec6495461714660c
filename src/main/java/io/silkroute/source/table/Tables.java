package io.silkroute.source.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/** Which kind of table a file is, by how it begins, whatever its name. */
public final class Tables {

    private Tables() {}

    /**
     * @param records where in JSON the rows may stand, as profiles say it
     * @param known how well a row would do as the header; 0: not at all
     * @throws UnreadableTable if it is none that can be read
     */
    public static TableFile of(
            Opener file, Collection<String> records, ToIntFunction<List<String>> known, Scratch scratch)
            throws IOException {
        byte[] head;
        try (InputStream in = file.open()) {
            head = in.readNBytes(64);
        }
        String begin = new String(head, StandardCharsets.ISO_8859_1).replaceFirst("^\u00EF\u00BB\u00BF", "");
        if (begin.stripLeading().startsWith("<")) {
            return XmlFile.of(file);
        }
        if (begin.stripLeading().startsWith("{") || begin.stripLeading().startsWith("[")) {
            return JsonFile.of(file, records);
        }
        if (begin.startsWith("PK\u0003\u0004")) {
            return XlsxFile.of(file, known, scratch);
        }
        return CsvFile.of(file, known);
    }
}
