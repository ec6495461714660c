package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A run's budget from real samples, and what runs came to over time. */
class RunChartsAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn viewer;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        viewer = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    @Test
    void a_run_draws_the_bucket_as_it_was_and_charts_count_what_runs_came_to() {
        silkroute.connect("drawn", "{\"exportPath\":\"single\"}");
        silkroute.control("{\"latency\":400,\"bucket\":{\"maximumAvailable\":400,\"restoreRate\":50}}");
        JsonNode run = silkroute.synchronize(
                "drawn",
                IntStream.range(0, 60).mapToObj(n -> Pim.product("dr" + n)).toArray(Pim[]::new));
        silkroute.control("{\"latency\":0}");
        assertThat(run.at("/counts/created").asInt()).isEqualTo(60);

        SignedIn.Page page = viewer.get("/runs/" + run.path("id").asString());
        String told = page.one(".budget svg").attr("aria-label");
        assertThat(told).startsWith("Of at most 400 points the bucket held").endsWith("points were spent.");
        assertThat(page.told(".budget .told")).isEqualTo(told);
        assertThat(page.one(".budget path.b-line").attr("d")).matches("M[0-9. ]+(L[0-9. ]+)+");
        List<String> spent =
                page.document().select(".budget tbody td:last-child").eachText();
        assertThat(spent).hasSizeGreaterThan(1).hasSizeLessThanOrEqualTo(12);
        assertThat(Integer.parseInt(spent.get(spent.size() - 1).replace(",", "")))
                .isPositive();

        silkroute.synchronize("drawn", Pim.product("dr-bad").with("price", "{\"USD\":\"-2\"}"));
        SignedIn.Page runs = viewer.get("/connectors/drawn/runs?range=7d");
        assertThat(runs.document().select(".charts svg"))
                .hasSize(4)
                .allMatch(one -> !one.attr("aria-label").isEmpty());
        assertThat(runs.told(".history [aria-current]")).isEqualTo("7 days");
        assertThat(runs.document().select(".charts [class=h-items]")).isNotEmpty();
        List<String> day =
                runs.document().select(".figures-of-runs tbody tr td").eachText();
        String today = Instant.now().toString().substring(0, 10);
        assertThat(day.get(0))
                .isIn(today, Instant.now().minusSeconds(600).toString().substring(0, 10));
        assertThat(day.subList(1, 3)).containsExactly("2", "61");
        assertThat(day).contains("98.4 %", "1.6 %");

        SignedIn.Page hours = viewer.follow(runs.one(".figures-of-runs td a"));
        assertThat(hours.told(".history h2")).contains("The hours of " + day.get(0));
        assertThat(hours.document().select(".figures-of-runs tbody tr")).hasSizeBetween(1, 2);
        assertThat(viewer.get("/connectors/drawn/runs?day=nonsense&range=years").status())
                .isEqualTo(200);
        silkroute.connect("undrawn", "{}");
        assertThat(viewer.get("/connectors/undrawn/runs").told(".history .empty"))
                .contains("No run has ended");
    }
}
