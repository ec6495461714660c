package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jms.core.JmsTemplate;
import tools.jackson.databind.JsonNode;

/** Messages that nobody could work off are seen, put back and discarded. */
class DeadLetterAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        silkroute.connect("letters", "{}");
    }

    @BeforeEach
    void noLetters() {
        letters()
                .forEach(letter -> silkroute.delete(
                        "/api/dead-letters/" + letter.path("id").asString()));
    }

    private static JsonNode letters() {
        return silkroute.get("/api/dead-letters").json().path("items");
    }

    // As the broker leaves it there after the last attempt.
    private static String dead(String queue, String body) {
        application.context.getBean(JmsTemplate.class).send("dead.letters", session -> {
            var message = session.createTextMessage(body);
            message.setStringProperty("_AMQ_ORIG_QUEUE", queue);
            message.setStringProperty("connector", "letters");
            message.setLongProperty("arrival", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            return message;
        });
        return Awaitility.await("a dead letter")
                .until(DeadLetterAcceptanceTest::letters, letters -> letters.size() == 1)
                .path(0)
                .path("id")
                .asString();
    }

    @Test
    void a_letter_is_read_and_put_back_on_its_queue() {
        String id = dead("pim.changes", Pim.product("dl1").toString());
        JsonNode listed = letters().path(0);
        assertThat(listed.path("queue").asString()).isEqualTo("pim.changes");
        assertThat(listed.path("connector").asString()).isEqualTo("letters");
        JsonNode letter = silkroute.get("/api/dead-letters/" + id).json();
        assertThat(letter.path("body").asString()).isEqualTo(Pim.product("dl1").toString());
        assertThat(letter.path("size").asInt())
                .isEqualTo(letter.path("body").asString().length());

        assertThat(silkroute.post("/api/dead-letters/" + id + "/replay").status())
                .isEqualTo(202);

        Awaitility.await("the message is worked off")
                .until(() -> silkroute.products().containsKey("dl1"));
        assertThat(letters()).isEmpty();
        assertThat(silkroute.activity("connector=letters&kind=operator"))
                .anyMatch(entry -> entry.path("sentence").asString().contains("put back on its queue pim.changes")
                        && entry.path("actor").asString().equals("admin"));
    }

    @Test
    void a_letter_is_discarded_and_gone() {
        String id = dead("pim.changes", "no item at all");

        assertThat(silkroute.delete("/api/dead-letters/" + id).status()).isEqualTo(204);

        assertThat(letters()).isEmpty();
        Silkroute.Response again = silkroute.delete("/api/dead-letters/" + id);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.json().path("detail").asString()).contains("already");
        assertThat(silkroute.get("/api/dead-letters/" + id).status()).isEqualTo(404);
        assertThat(silkroute.post("/api/dead-letters/" + id + "/replay").status())
                .isEqualTo(404);
    }

    @Test
    void a_letter_of_a_foreign_queue_is_not_sent_into_the_void() {
        String id = dead("elsewhere", "something");

        Silkroute.Response refused = silkroute.post("/api/dead-letters/" + id + "/replay");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asString())
                .contains("elsewhere")
                .contains("discard");
        assertThat(letters()).hasSize(1);
    }
}
