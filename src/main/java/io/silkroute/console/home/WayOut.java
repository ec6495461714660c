package io.silkroute.console.home;

import io.silkroute.preview.Statuses;
import io.silkroute.run.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long what waits should take to go out, at a rate that was measured; nothing is said where none was.
 *
 * @param perSecond items, as the run under way makes them or the last one made them
 * @param now the run under way does
 */
record WayOut(Duration takes, double perSecond, boolean now) {

    private static final int ENOUGH = 20; // of fewer items the start and the end of a run are most of its time

    /** @param runs newest first; null if nothing waits or no rate is known */
    static @Nullable WayOut of(Statuses.Status status, List<RunView> runs) {
        if (status.pending() == 0) {
            return null;
        }
        return runs.stream()
                .filter(run -> run.itemsPerSecond() > 0 && run.counts().getOrDefault("done", 0L) >= ENOUGH)
                .filter(run -> run.finishedAt() != null || run.state().equals("running"))
                .findFirst()
                .map(run -> new WayOut(
                        Duration.ofSeconds((long) Math.ceil(status.pending() / run.itemsPerSecond())),
                        run.itemsPerSecond(),
                        run.finishedAt() == null))
                .orElse(null);
    }

    String sentence() {
        String rate = perSecond < 10
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : String.format(Locale.ROOT, "%,d", Math.round(perSecond));
        return "about " + about() + " at " + (now ? rate + " a second" : "the last run's " + rate + " a second");
    }

    private String about() {
        long seconds = Math.max(1, takes.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 120 ? minutes + " min" : (minutes + 30) / 60 + " h";
    }
}
