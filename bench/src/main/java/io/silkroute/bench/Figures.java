package io.silkroute.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: a row a case and variant, a column a figure, a value a round. */
final class Figures {

    static final String EQUAL = "equal";
    static final String DIFFERS = "DIFFERS";

    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();

    void add(String row, String figure, double value) {
        rows.computeIfAbsent(row, r -> new LinkedHashMap<>())
                .computeIfAbsent(figure, f -> new ArrayList<>())
                .add(value);
    }

    /** What came of comparing the shop, or what a row does not do. */
    void note(String row, String text) {
        rows.computeIfAbsent(row, r -> new LinkedHashMap<>());
        notes.merge(row, text, (before, now) -> {
            boolean stillEqual = before.startsWith(EQUAL) && now.startsWith(EQUAL);
            return stillEqual ? now : before.contains(now) ? before : before + "; " + now;
        });
    }

    boolean differs() {
        return notes.values().stream().anyMatch(note -> note.contains(DIFFERS));
    }

    double median(String row, String figure) {
        List<Double> values = rows.getOrDefault(row, Map.of()).getOrDefault(figure, List.of());
        return values.isEmpty() ? Double.NaN : quantile(values, 0.5);
    }

    static double quantile(List<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (share == 0.5 && sorted.length % 2 == 0) {
            return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        }
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        rows.forEach((row, figures) -> {
            Map<String, Object> columns = new LinkedHashMap<>();
            figures.forEach((figure, values) -> columns.put(
                    figure,
                    Map.of(
                            "median", quantile(values, 0.5),
                            "min", quantile(values, 1e-9),
                            "max", quantile(values, 1),
                            "rounds", values)));
            if (notes.containsKey(row)) {
                columns.put("note", notes.get(row));
            }
            told.put(row, columns);
        });
        return told;
    }

    /** As Markdown: one line a figure. */
    String table() {
        StringBuilder table =
                new StringBuilder("| case | figure | median | min | max | n |\n|---|---|--:|--:|--:|--:|\n");
        rows.forEach((row, figures) -> {
            String name = row;
            for (Map.Entry<String, List<Double>> figure : figures.entrySet()) {
                List<Double> values = figure.getValue();
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %d |%n",
                        name,
                        figure.getKey(),
                        shown(quantile(values, 0.5)),
                        shown(quantile(values, 1e-9)),
                        shown(quantile(values, 1)),
                        values.size()));
                name = "";
            }
        });
        notes.forEach((row, note) -> table.append("\n").append(row).append(": ").append(note));
        return table.append("\n").toString();
    }

    private static String shown(double value) {
        double size = Math.abs(value);
        String form =
                size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, form, value);
    }
}
