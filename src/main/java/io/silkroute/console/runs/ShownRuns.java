package io.silkroute.console.runs;

import io.silkroute.run.RunView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs in words and as drawings whose measures the server computes: bars of outcomes, the latest runs, a run's route. */
@Component
public class ShownRuns {

    /** Outcomes in the order in which bars and legends show them: what arrived, what had not to be sent, what failed. */
    static final List<String> OUTCOMES = List.of(
            "created", "updated", "archived", "deleted", "unchanged", "filtered", "conflict", "rejected", "parked");

    private static final double SEEN = 1; // of 100: what there is of something is seen
    private static final int COLUMN = 9; // of a run in the line of the latest ones, with the gap behind it
    private static final double LOWEST = 5;
    private static final double HIGHEST = 34;

    /** A piece of a bar of 100. */
    public record Piece(String outcome, String from, String width) {}

    /** @param told in words */
    public record Bar(List<Piece> pieces, String told) {}

    /** A run in the line of the latest ones. */
    public record Column(String state, int from, String top, String height) {}

    /** The latest runs, the newest at the right. @param told in words */
    public record Line(List<Column> columns, int width, String told) {}

    /**
     * A station of a run's route.
     *
     * @param count how many came as far as this
     * @param left how many of those before did not
     * @param as what became of them: the outcome's word, by which the activity log is asked
     * @param told the same in words
     * @param lost did they fail?
     */
    public record Station(
            String name, long count, long left, @Nullable String as, String told, boolean lost) {}

    /** What was asked for, as people call it. */
    public String name(RunView run) {
        if (run.mode().equals("force-refresh")) {
            return "Force refresh";
        }
        if (run.mode().equals("replay")) {
            return "Replay";
        }
        return switch (run.trigger()) {
            case "change" -> "Changes from the PIM";
            case "schedule" -> "Scheduled synchronization";
            default -> "Synchronization";
        };
    }

    /** Did a person ask for it? Else the trigger's word stands for one. */
    public boolean byPerson(RunView run) {
        return !run.askedBy().equals(run.trigger());
    }

    public Bar bar(RunView run) {
        double total = Math.max(1, n(run, "total"));
        Map<String, Double> widths = new LinkedHashMap<>();
        for (String outcome : OUTCOMES) {
            long n = n(run, outcome);
            if (n > 0) {
                widths.put(outcome, Math.max(SEEN, 100 * n / total));
            }
        }
        double sum = widths.values().stream().mapToDouble(Double::doubleValue).sum();
        double scale = sum > 100 ? 100 / sum : 1;
        List<Piece> pieces = new ArrayList<>();
        double from = 0;
        for (Map.Entry<String, Double> each : widths.entrySet()) {
            double width = each.getValue() * scale;
            pieces.add(new Piece(each.getKey(), measure(from), measure(width)));
            from += width;
        }
        String told = OUTCOMES.stream()
                .filter(outcome -> n(run, outcome) > 0)
                .map(outcome -> String.format(Locale.ROOT, "%,d %s", n(run, outcome), outcome))
                .collect(Collectors.joining(", "));
        return new Bar(
                pieces,
                (told.isEmpty() ? "Nothing done" : told) + String.format(Locale.ROOT, " of %,d", n(run, "total")));
    }

    /** @param newestFirst the height of each tells its items, on a scale on which ten times as many are a step */
    public Line line(List<RunView> newestFirst) {
        double most = Math.log1p((double)
                newestFirst.stream().mapToLong(run -> n(run, "done")).max().orElse(0));
        List<Column> columns = new ArrayList<>();
        Map<String, Long> states = new TreeMap<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            RunView run = newestFirst.get(newestFirst.size() - 1 - i);
            double share = most == 0 ? 0 : Math.log1p((double) n(run, "done")) / most;
            double height = LOWEST + share * (HIGHEST - LOWEST);
            String state = run.state().equals("completed") && n(run, "incomplete") > 0 ? "incomplete" : run.state();
            columns.add(new Column(state, i * COLUMN, measure(HIGHEST - height), measure(height)));
            states.merge(state, 1L, Long::sum);
        }
        return new Line(
                columns,
                Math.max(1, newestFirst.size() * COLUMN),
                "The latest %d runs: ".formatted(newestFirst.size())
                        + states.entrySet().stream()
                                .map(one -> one.getValue() + " " + one.getKey().replace('-', ' '))
                                .collect(Collectors.joining(", ")));
    }

    /**
     * How far a run's items came, by its counts alone. Items that leave the shop do not go this way: they are told beside
     * it ({@link #removed}).
     */
    public List<Station> route(RunView run) {
        long passed = n(run, "done") - n(run, "filtered") - removed(run);
        long mapped = passed - n(run, "rejected");
        long sent = mapped - n(run, "unchanged");
        long failed = n(run, "parked") + n(run, "conflict");
        return List.of(
                new Station(
                        "Selected", n(run, "total"), n(run, "total") - n(run, "done"), null, "still to come", false),
                new Station("Passed the filters", passed, n(run, "filtered"), "filtered", "left out", false),
                new Station("Mapped", mapped, n(run, "rejected"), "rejected", "rejected", true),
                new Station("Sent to Shopify", sent, n(run, "unchanged"), "unchanged", "unchanged, not sent", false),
                new Station(
                        "Accepted",
                        sent - failed,
                        failed,
                        n(run, "conflict") == 0 ? "parked" : "failed",
                        n(run, "conflict") == 0 ? "parked" : "parked or in conflict",
                        true));
    }

    /** How many were taken from the shop. */
    public long removed(RunView run) {
        return n(run, "archived") + n(run, "deleted");
    }

    private static long n(RunView run, String count) {
        return run.counts().getOrDefault(count, 0L);
    }

    private static String measure(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
