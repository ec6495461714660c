package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.DrawnPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The routes hang together, and the document draws them as they do. */
class RouteGraphTest {

    private static final Pattern DEAD_LETTERS = Pattern.compile("<dead-letter-address>(.+)</dead-letter-address>");

    private static final Path FLOW = Path.of("docs/pictures/flow.svg");
    private static final List<String> WAY = List.of(
            "pim-push", "stage-changes", "synchronize", "export-batch", "decide-item", "write-item", "shopify-call");

    private static RouteGraph graph(List<RouteFile> files) throws IOException {
        Matcher queues = DEAD_LETTERS.matcher(Files.readString(Path.of("docs/broker-address-settings.xml")));
        Set<String> filledByBroker =
                queues.results().map(queue -> "jms:queue:" + queue.group(1)).collect(Collectors.toSet());
        return new RouteGraph(files, filledByBroker);
    }

    private static RouteGraph graph() throws IOException {
        return graph(RouteFile.all());
    }

    @Test
    void the_document_draws_the_routes_as_they_are() throws IOException {
        new DrawnPart(Path.of("docs/architecture.md"), "routes").isSameAs(graph().drawn());
    }

    /** As {@code drawn:} parts of documents are: with {@code -Ddocs.draw=true} it is drawn anew. */
    @Test
    void the_picture_of_an_items_way_is_drawn_from_the_routes() throws IOException {
        FlowDrawing drawing = new FlowDrawing(graph());
        assertThat(drawing.broken(WAY)).isEmpty();
        String drawn = drawing.drawn(WAY);
        if (Boolean.getBoolean("docs.draw")) {
            Files.writeString(FLOW, drawn);
        }
        assertThat(Files.readString(FLOW)).as("-Ddocs.draw=true draws it anew").isEqualTo(drawn);
    }

    @Test
    void a_way_on_which_nothing_leads_on_is_found() throws IOException {
        assertThat(new FlowDrawing(graph()).broken(List.of("decide-item", "stage-changes")))
                .containsExactly("stage-changes");
    }

    @Test
    void no_route_is_an_island() throws IOException {
        assertThat(graph().islands()).isEmpty();
    }

    @Test
    void no_call_leads_nowhere() throws IOException {
        assertThat(graph().deadEnds()).isEmpty();
    }

    /** That a bean which asks is named is a rule of the route files; here it is that a named one asks. */
    @Test
    void a_bean_that_a_description_names_asks_the_route() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(Files::isRegularFile).toList();
        }
        List<String> idle = new ArrayList<>();
        for (RouteGraph.Place route : graph().places().toList()) {
            for (String bean : route.beans()) {
                String file = bean.substring(0, 1).toUpperCase(Locale.ROOT) + bean.substring(1) + ".java";
                boolean asks = false;
                for (Path source : sources) {
                    asks |= source.endsWith(file) && Files.readString(source).contains('"' + route.from() + '"');
                }
                if (!asks) {
                    idle.add(bean + " -> " + route.id());
                }
            }
        }
        assertThat(idle).isEmpty();
    }

    @Test
    void a_route_that_nobody_calls_any_more_is_found() throws IOException {
        List<RouteFile> withoutStaging = RouteFile.all().stream()
                .filter(file -> !file.name().equals("pim-push.camel.yaml"))
                .toList();

        assertThat(graph(withoutStaging).islands()).containsExactly("stage-changes");
        assertThat(graph(withoutStaging).deadEnds())
                .containsExactly(
                        "own-push -> direct:take-in-items",
                        "pim-inbox -> direct:take-in-items",
                        "take-in-fetched -> direct:take-in-items");
    }
}
