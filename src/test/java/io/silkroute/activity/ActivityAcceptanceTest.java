package io.silkroute.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.platform.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@SpringBootTest(
        classes = ActivityTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:hsqldb:mem:activity",
            "spring.mvc.problemdetails.enabled=true",
            "camel.main.routes-include-pattern=file:routes/activity-retention.camel.yaml",
            "silkroute.activity.retention-delay=1"
        })
class ActivityAcceptanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    ActivityLog log;

    @Autowired
    Activities activities;

    @Autowired
    Retention retention;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void clear() {
        jdbc.update("delete from activity");
        clock.set(Instant.parse("2026-11-20T10:00:00Z"));
    }

    @Test
    void reads_newest_first_with_all_that_was_told() throws Exception {
        log.append(Entry.ofRun("demo", "RUN-1", "The run began."));
        log.append(Entry.ofItem("demo", "RUN-1", "created", "product", "P-1", "Created.")
                .withDetail("{\"calls\":2}"));

        JsonNode page = get("");

        assertThat(page.path("next").isNull()).isTrue();
        assertThat(page.path("items")).hasSize(2);
        JsonNode newest = page.at("/items/0");
        assertThat(newest.path("at").asString()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(newest.path("connector").asString()).isEqualTo("demo");
        assertThat(newest.path("run").asString()).isEqualTo("RUN-1");
        assertThat(newest.path("kind").asString()).isEqualTo("item");
        assertThat(newest.path("outcome").asString()).isEqualTo("created");
        assertThat(newest.path("type").asString()).isEqualTo("product");
        assertThat(newest.path("item").asString()).isEqualTo("P-1");
        assertThat(newest.path("sentence").asString()).isEqualTo("Created.");
        assertThat(newest.at("/detail/calls").asInt()).isEqualTo(2);
    }

    @Test
    void a_set_is_read_as_one_entry_per_item_across_pages() throws Exception {
        log.append(Entry.ofItem("demo", "R", "created", "product", "P-old", "Created."));
        log.append(set("product", 0, 25));
        log.append(set("variant", 25, 40));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = get("?limit=7" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(entry -> seen.add(entry.path("item").asString()));
            cursor = page.path("next").asString("");
            cursor = cursor.equals("null") ? "" : cursor;
            log.append(Entry.note("demo", null, "product", "arrives-meanwhile", "Later."));
            pages++;
        } while (!cursor.isEmpty());

        assertThat(pages).isEqualTo(6);
        assertThat(seen).hasSize(41).doesNotHaveDuplicates().contains("P-old", "I 0", "I 39");
        assertThat(seen.get(0)).isEqualTo("I 25");
    }

    @Test
    void an_item_is_found_within_sets_and_only_itself() throws Exception {
        log.append(set("product", 0, 100));
        log.append(set("variant", 0, 100));
        log.append(Entry.ofItem("demo", "R", "updated", "product", "I 1", "Updated."));

        assertThat(get("?item=I%201").path("items")).hasSize(3);
        assertThat(get("?item=I%201&type=product").path("items")).hasSize(2);
        assertThat(get("?item=i%201").path("items")).isEmpty();
        assertThat(get("?item=I%251").path("items")).isEmpty();
        assertThat(get("?type=variant&limit=500").path("items")).hasSize(100);
        assertThat(activities.forItem("demo", "variant", "I 99", 10).items()).hasSize(1);
    }

    @Test
    void text_is_searched_in_sentences_and_ids_in_any_case() throws Exception {
        log.append(set("product", 0, 100));
        log.append(Entry.ofItem("demo", "R", "rejected", "product", "P_1", "The Price is missing."));
        log.append(Entry.ofItem("demo", "R", "rejected", "product", "PX1", "Other."));

        assertThat(get("?q=price").path("items")).hasSize(1);
        assertThat(get("?q=p_1").path("items")).hasSize(1);
        assertThat(get("?q=i%2042").path("items")).hasSize(1);
        assertThat(get("?q=unchanged&limit=500").path("items")).hasSize(100);
    }

    @Test
    void filters_by_connector_run_outcome_and_time() throws Exception {
        log.append(Entry.ofItem("demo", "R1", "created", "product", "A", "Created."));
        clock.set(Instant.parse("2026-11-21T10:00:00Z"));
        log.append(Entry.ofItem("other", "R2", "updated", "product", "B", "Updated."));
        log.append(Entry.ofOperator(null, "admin", "Signed in."));

        assertThat(get("?connector=demo").path("items")).hasSize(1);
        assertThat(get("?run=R2").path("items")).hasSize(1);
        assertThat(get("?outcome=updated").path("items")).hasSize(1);
        assertThat(get("?since=2026-11-21T00:00:00Z").path("items")).hasSize(2);
        assertThat(get("?until=2026-11-21T11:00:00%2B01:00").path("items")).hasSize(1);
    }

    @Test
    void outcomes_of_a_kind_are_found_together_and_what_is_incomplete_by_its_cause() throws Exception {
        for (String outcome : List.of("created", "archived", "unchanged", "rejected", "parked")) {
            log.append(Entry.ofItem("demo", "R", outcome, "product", "A-" + outcome, "Told."));
        }
        log.append(
                Entry.ofItem("demo", "R", "updated", "product", "I", "Updated.").withIncomplete("picture price"));

        assertThat(get("?outcome=written").path("items")).hasSize(3);
        assertThat(get("?outcome=failed").path("items")).hasSize(2);
        assertThat(get("?outcome=incomplete").path("items")).hasSize(1);
        assertThat(get("?cause=price").at("/items/0/incomplete").toString()).isEqualTo("[\"picture\",\"price\"]");
        assertThat(get("?outcome=incomplete&cause=markup").path("items")).isEmpty();
    }

    @Test
    void a_wrong_parameter_is_a_400_that_names_it() throws Exception {
        for (String wrong : List.of(
                "limit=0",
                "limit=501",
                "limit=x",
                "cursor=abc",
                "type=toy",
                "outcome=fine",
                "since=yesterday",
                "since=2026-11-21T00:00:00",
                "item=%00",
                "colour=red",
                "q=" + "x".repeat(201))) {
            HttpResponse<String> response = fetch("?" + wrong, "application/json");
            assertThat(response.statusCode()).as(wrong).isEqualTo(400);
            JsonNode problem = JSON.readTree(response.body());
            assertThat(problem.path("field").asString()).as(wrong).isEqualTo(wrong.substring(0, wrong.indexOf('=')));
            assertThat(problem.path("detail").asString()).isNotEmpty();
        }
    }

    @Test
    void exports_all_that_matches_as_csv_without_formulas() throws Exception {
        log.append(set("product", 0, 1_200));
        log.append(Entry.ofItem("demo", "R", "rejected", "product", "=cmd()", "A \"quoted\", sentence."));

        HttpResponse<String> response = fetch("?connector=demo", "text/csv");

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        List<String> lines = response.body().lines().toList();
        assertThat(lines).hasSize(1_202);
        assertThat(lines.get(0)).startsWith("id,at,connector");
        assertThat(lines.get(1)).contains(",'=cmd(),").contains("\"A \"\"quoted\"\", sentence.\"");
    }

    @Test
    void keeps_ninety_days() {
        assertThat(retention.oldest().toInstant()).isEqualTo(clock.instant().minus(Duration.ofDays(90)));
    }

    private static Entry set(String type, int from, int to) {
        String items = IntStream.range(from, to).mapToObj(i -> type + " I " + i).collect(Collectors.joining("\n"));
        return Entry.ofItems("demo", "R", "unchanged", items, to - from, "Unchanged since the last export.");
    }

    private JsonNode get(String query) throws IOException, InterruptedException {
        HttpResponse<String> response = fetch(query, "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> fetch(String query, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/activity" + query))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
