package io.silkroute.source.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of records whose fields may come several times: as many columns of a name, side by side. */
final class RecordColumns {

    private static final int MOST = 5_000;

    private final Map<String, Integer> first = new HashMap<>();
    private final List<String> headers = new ArrayList<>();

    private RecordColumns(Map<String, Integer> times) {
        times.forEach((name, n) -> {
            first.put(name, headers.size());
            for (int i = 0; i < n; i++) {
                headers.add(Cells.header(name));
            }
        });
    }

    /** @param number it is one, and no text */
    record Field(String name, String text, boolean number) {}

    /** Gathers them from a first reading of all records. */
    static final class Gathered {

        private final Map<String, Integer> times = new LinkedHashMap<>();
        private int all;

        void add(List<Field> record) {
            Map<String, Integer> here = new HashMap<>();
            for (Field field : record) {
                int n = here.merge(field.name(), 1, Integer::sum);
                if (n > times.getOrDefault(field.name(), 0)) {
                    times.put(field.name(), n);
                    all++;
                }
            }
            if (all > MOST) {
                throw new UnreadableTable("The records of the file have more than %d fields.".formatted(MOST));
            }
        }

        RecordColumns columns() {
            return new RecordColumns(times);
        }
    }

    List<String> headers() {
        return headers;
    }

    Row row(long number, List<Field> record, @Nullable String fault) {
        @Nullable String[] cells = new String[headers.size()];
        Set<Integer> numbers = new HashSet<>();
        Map<String, Integer> next = new HashMap<>();
        for (Field field : record) {
            int n = next.merge(field.name(), 1, Integer::sum) - 1;
            Integer column = first.get(field.name());
            if (column != null) {
                cells[column + n] = Cells.value(field.text());
                if (field.number()) {
                    numbers.add(column + n);
                }
            }
        }
        List<@Nullable String> list = new ArrayList<>(cells.length);
        for (String cell : cells) {
            list.add(cell);
        }
        return new Row(number, list, fault, numbers, Map.of());
    }
}
