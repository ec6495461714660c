package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody works at a mapping while the connector runs, and looks at the parts of the system. */
class MappingPageAcceptanceTest {

    private static final String GOOD = """
            target: product
            fields:
              title: name
            """;

    @TempDir
    private static Path mappings;

    @AutoClose
    private static RunningApplication application;

    private static SignedIn viewer;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(mappings.resolve("own.yaml"), GOOD);
        application = RunningApplication.start("silkroute.mappings=" + mappings);
        application.silkroute.connect("shop", "{\"mapping\":\"own.yaml\"}");
        viewer = SignedIn.as(application.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    private static Document page() {
        return viewer.get("/connectors/shop/mapping").document();
    }

    private static String own() {
        return page().select("main section").get(0).text();
    }

    @Test
    void a_file_that_changes_is_told_with_what_is_wrong_and_whether_its_cases_hold() throws IOException {
        assertThat(page().select("h2 .code").eachText())
                .containsExactly("own.yaml", "campaign.yaml", "code.yaml", "collection.yaml");
        assertThat(own()).contains("in use", "It has no cases");
        assertThat(page().select("main section").get(0).select(".lines li").eachText())
                .containsExactly("target: product", "fields:", "  title: name".strip());

        Files.writeString(mappings.resolve("own.yaml"), GOOD + "  vendor: attributes.brand\n");
        assertThat(own()).contains("changed since the start", "Start the connector again");

        Files.writeString(mappings.resolve("own.yaml"), GOOD + "  titel: name\n");
        assertThat(own()).contains("cannot be used", "own.yaml, line 4, fields.titel", "Did you mean “title”?");
        assertThat(page().select(".lines .wrong").text()).contains("titel: name");

        Files.writeString(mappings.resolve("own.yaml"), GOOD);
        Files.writeString(mappings.resolve("own.test.yaml"), """
                - case: the title is the name
                  given: {type: product, id: A, name: {en_US: Lamp}}
                  expect: {title: Lamp}
                - case: it is not another
                  given: {type: product, id: A, name: {en_US: Lamp}}
                  expect: {title: Desk}
                """);
        assertThat(own()).contains("in use", "1 of 2 cases do not hold", "it is not another", "Desk");

        Files.writeString(mappings.resolve("own.test.yaml"), "- cas: <script>\n");
        assertThat(own()).contains("Of its cases something cannot be read", "own.test.yaml, line 1");
        Files.delete(mappings.resolve("own.test.yaml"));
    }

    @Test
    void versions_are_kept_from_start_to_start_and_what_a_file_leaves_aside_is_told() throws IOException {
        assertThat(own()).contains("One version was in use", "No item of the PIM to look at");
        application.silkroute.push(
                "shop",
                Pim.product("cov").with("attributes", "{\"care\":\"30 °C\"}").toString());
        application.silkroute.settled("shop");
        assertThat(page().select(".coverage").get(0).select("td.code").eachText())
                .contains("attributes.care");
        assertThat(own()).contains("1 line is looked at by no case").contains("Taken from 1 item");

        String version = page().select(".versions a").get(0).attr("href");
        Files.writeString(mappings.resolve("own.yaml"), GOOD + "  vendor: attributes.brand\n");
        Document compared = viewer.get(version).document();
        assertThat(compared.select(".difference li").eachText())
                .anyMatch(line -> line.startsWith("+") && line.contains("vendor: attributes.brand"));
        Files.writeString(mappings.resolve("own.yaml"), GOOD);
        assertThat(viewer.get(version).document().select(".versions").text()).contains("They are the same");
    }

    @Test
    void the_system_page_tells_its_parts_queues_and_routes() {
        Document page = viewer.get("/system").document();

        assertThat(page.select("h1 .state").text())
                .as(page.select("main").text())
                .isEqualTo("well");
        assertThat(page.select("td").eachText()).contains("db", "jms", "diskSpace", "stage-changes");
        assertThat(page.select("[aria-label=Queues] td.number").eachText())
                .isNotEmpty()
                .allMatch(figure -> figure.matches("[0-9,]+"));
    }
}
