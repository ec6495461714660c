package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.SqlComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class CallsAreSettledTest extends RouteTest {

    private static final String[] STEPS = {
        "sign-call",
        "admit-call",
        "send-call",
        "read-reply",
        "compare-version",
        "classify-reply",
        "classify-failure",
        "settle-call"
    };

    private final DelegatingDataSource database = new DelegatingDataSource();

    CallsAreSettledTest() {
        super("shopify-call");
    }

    @Override
    void arrange() throws Exception {
        replaceAll("shopify-call");
        replace("shopify-token", "ask-token");
        replaceAll("shopify-upload");
        replaceAll("shopify-download");
        replace("shopify-request-log", "write-request-log");
        property("silkroute.shopify.request-log-kept", "2");
        property("silkroute.shopify.request-log-slice", "2");
        database.setTargetDataSource(Database.HSQLDB.empty());
        camel.getComponent("sql", SqlComponent.class).setDataSource(database);
    }

    @Test
    void a_call_is_admitted_sent_classified_once_and_settled() {
        assertThat(send("shopify-call", "a call").getException()).isNull();
        assertThat(reached(STEPS).values()).containsExactly(1, 1, 1, 1, 1, 1, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"sign-call,0,0", "admit-call,1,0", "send-call,1,1", "read-reply,1,1", "classify-reply,1,1"})
    void wherever_it_fails_it_is_classified_and_settled(String step, int admitted, int sent) {
        fails(step, new IOException("broken"));
        assertThat(send("shopify-call", "a call").getException()).isNull();
        assertThat(reached("admit-call", "send-call", "classify-failure", "settle-call")
                        .values())
                .containsExactly(admitted, sent, 1, 1);
    }

    @Test
    void a_failure_of_the_classification_itself_settles_too() {
        fails("send-call", new IOException("broken"));
        fails("classify-failure", new IllegalStateException("a defect"));
        assertThat(send("shopify-call", "a call").getException()).hasMessage("a defect");
        assertThat(reached("settle-call")).containsValue(1);
    }

    @Test
    void the_answer_to_a_token_request_is_read_whole() {
        answers("ask-token", new ByteArrayInputStream(new byte[] {'{', '}'}));
        assertThat(send("shopify-token", "a form").getMessage().getBody()).isEqualTo(new byte[] {'{', '}'});
    }

    @Test
    void what_fails_on_the_way_is_the_askers_to_judge() {
        for (String route : List.of("shopify-token", "shopify-upload", "shopify-download")) {
            fails(
                    switch (route) {
                        case "shopify-token" -> "ask-token";
                        case "shopify-upload" -> "upload-lines";
                        default -> "download-result";
                    },
                    new IOException("broken"));
            Exchange answer = send(route, "a body");
            assertThat(answer.getException()).as(route).isInstanceOf(IOException.class);
        }
        assertThat(reached("read-upload-answer", "read-result").values()).containsExactly(0, 0);
    }

    @Test
    void the_answers_to_files_are_read_while_they_stream() {
        send("shopify-upload", "lines");
        send("shopify-download", null);
        assertThat(reached("upload-lines", "read-upload-answer", "download-result", "read-result")
                        .values())
                .containsExactly(1, 1, 1, 1);
    }

    private JdbcTemplate logged(Database kind, String... results) {
        database.setTargetDataSource(kind.empty());
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (String result : results) {
            jdbc.update(
                    "insert into request_log (connector, item, called_at, operation, result, attempts, points, request)"
                            + " values ('demo', 'product A', current_timestamp, 'productSet', ?, 1, 10, '')",
                    result);
        }
        return jdbc;
    }

    private static List<String> left(JdbcTemplate jdbc) {
        return jdbc.queryForList("select result from request_log order by id", String.class);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void of_the_calls_that_went_well_the_oldest_go_a_slice_after_each_writing(Database kind) {
        JdbcTemplate jdbc = logged(kind, "refused", "accepted", "accepted", "accepted", "accepted", "accepted");
        List<Integer> left = new ArrayList<>();
        for (int written : new int[] {0, 3, 1}) {
            answers("write-request-log", written);
            assertThat(send("shopify-request-log", null).getException()).isNull();
            left.add(left(jdbc).size());
        }
        assertThat(left).containsExactly(6, 4, 4);
        assertThat(left(jdbc)).startsWith("refused");
    }

    @Test
    void while_the_log_cannot_be_written_nothing_is_deleted() {
        JdbcTemplate jdbc = logged(Database.HSQLDB, "accepted", "accepted", "accepted", "accepted");
        fails("write-request-log", new IllegalStateException("the database is away"));
        assertThat(send("shopify-request-log", 4).getException()).hasMessage("the database is away");
        assertThat(left(jdbc)).hasSize(4);
    }
}
