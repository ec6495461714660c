package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The bell: what has happened of late, and what each user has read of it. */
class NotificationAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;
    private static SignedIn viewer;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.users[0].name=vera",
                "silkroute.users[0].password=password-of-vera",
                "silkroute.users[0].role=viewer");
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        viewer = SignedIn.as(silkroute.address(), "vera", "password-of-vera");
    }

    private static List<String> told(SignedIn person) {
        return person.get("/notifications")
                .document()
                .select(".notifications > li")
                .eachText();
    }

    private static String bell(SignedIn person) {
        return person.get("/").told(".bell");
    }

    /** What was looked up is remembered for some seconds. */
    private static void tells(SignedIn person, Predicate<List<String>> what) {
        Awaitility.await("it is told")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> told(person), what);
    }

    @Test
    void what_somebody_should_know_is_told_once_to_each_user() {
        assertThat(viewer.get("/notifications").told(".empty")).contains("Nothing has happened");
        silkroute.connect("told", "{}");
        silkroute.synchronize("told", Pim.impossible("nt1"), Pim.product("nt2"));
        tells(viewer, lines -> lines.size() == 2);

        assertThat(told(viewer))
                .hasSize(2)
                .anyMatch(line -> line.contains("A run ended, and one item failed in it."))
                .anyMatch(line -> line.contains("One item waits for somebody"));
        assertThat(bell(viewer)).contains("2 new notifications");
        JsonNode unread = silkroute.get("/api/notifications?unread=true").json().path("items");
        assertThat(unread).hasSize(2);
        assertThat(unread.get(0).path("connector").asString()).isEqualTo("told");
        for (JsonNode one : unread) {
            assertThat(viewer.get(one.path("address").asString()).status()).isEqualTo(200);
        }

        viewer.submit(Objects.requireNonNull(
                viewer.get("/notifications").document().selectFirst(".notifications li:contains(waits) form")));
        assertThat(bell(viewer)).contains("1 new notification");
        assertThat(bell(admin)).as("another user").contains("2 new notifications");
        silkroute.post("/api/notifications/read-all");
        assertThat(bell(admin)).isEqualTo("Notifications");
        assertThat(silkroute.get("/api/notifications").json().path("items")).hasSize(2);
        assertThat(silkroute.get("/api/notifications?unread=true").json().path("items"))
                .isEmpty();
        assertThat(bell(viewer)).contains("1 new notification");

        SignedIn.Page shown = viewer.get("/notifications");
        silkroute.synchronize("told", Pim.impossible("nt3"));
        // More for a cause that was read.
        tells(viewer, lines -> lines.stream().anyMatch(line -> line.contains("2 items wait") && line.contains("new")));
        assertThat(silkroute.get("/api/notifications?unread=true").json().path("items"))
                .hasSize(2);

        viewer.submit(shown.one("form[action$=/read-all]"));
        assertThat(told(viewer))
                .as("what has come since the page was shown")
                .anyMatch(line -> line.contains("2 items wait") && line.contains("new"));

        silkroute.post("/api/connectors/told/force-refresh");
        silkroute.settled("told");
        tells(admin, lines -> lines.stream().anyMatch(line -> line.contains("A run ended, and 2 items failed in it.")));
    }
}
