package io.silkroute.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guessed passwords, stolen and revoked tokens, people who are not any more what they were. */
class SignInAttackTest {

    private static final byte[] ITEM = "{\"type\":\"product\",\"id\":\"p1\"}".getBytes(StandardCharsets.UTF_8);

    @AutoClose
    private static Target target;

    @BeforeAll
    static void start() {
        target = Target.start();
        target.connect("demo", target.address);
        target.connect("other", target.address);
    }

    /** The status of a call from another address of this machine. */
    private static String from(String address, String user) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress(target.address.getHost(), target.address.getPort()), 20_000);
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET /api/connectors HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                                    + Target.basic(user) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return Target.answer(socket);
        }
    }

    private static String status(String answer) {
        return answer.substring(9, 12);
    }

    @Test
    void who_guesses_has_to_wait_and_is_named() throws Exception {
        add("grace", "operator");
        for (int i = 0; i < 5; i++) {
            assertThat(status(from("127.0.0.2", "grace:wrong" + i))).isEqualTo("401");
        }
        String waits = from("127.0.0.2", "grace:password-of-grace");
        assertThat(status(waits)).isEqualTo("429");
        assertThat(waits.toLowerCase(Locale.ROOT)).contains("retry-after: ");
        assertThat(status(from("127.0.0.3", "grace:password-of-grace")))
                .as("from elsewhere")
                .isEqualTo("200");
        assertThat(target.call(Target.ADMIN, "GET", "/api/activity", null).body())
                .contains("Sign-ins from 127.0.0.2 failed 5 times in a row");
    }

    @Test
    void who_tries_many_names_has_to_wait() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(status(from("127.0.0.4", "name" + i + ":wrong"))).isEqualTo("401");
        }
        assertThat(status(from("127.0.0.4", "another:wrong"))).isEqualTo("429");
        assertThat(target.call(Target.ADMIN, "GET", "/api/connectors", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void guesses_hold_up_no_push() throws Exception {
        List<Thread> guessing = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String address = "127.0.1." + (i + 1);
            Thread thread = new Thread(() -> {
                try {
                    for (int n = 0; n < 8; n++) {
                        from(address, "nobody" + n + ":wrong");
                    }
                } catch (IOException ended) {
                    // the application was closed meanwhile
                }
            });
            thread.setDaemon(true);
            thread.start();
            guessing.add(thread);
        }
        long longest = 0;
        for (int i = 0; i < 10; i++) {
            long began = System.nanoTime();
            assertThat(target.push("demo", Target.PIM_TOKEN, ITEM, "application/json")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(target.liveness()).isLessThan(2_000);
            longest = Math.max(longest, (System.nanoTime() - began) / 1_000_000);
        }
        assertThat(longest).as("milliseconds").isLessThan(4_000);
        for (Thread thread : guessing) {
            thread.join(60_000);
        }
    }

    private static void add(String name, String role) {
        assertThat(target.call(
                                Target.ADMIN,
                                "POST",
                                "/api/users",
                                "{\"name\":\"%s\",\"password\":\"password-of-%s\",\"role\":\"%s\"}"
                                        .formatted(name, name, role))
                        .statusCode())
                .isEqualTo(201);
    }

    private static int as(String user, String method, String path) {
        return target.call(user, method, path, null).statusCode();
    }

    @Test
    void a_user_is_what_he_is_made_with_the_next_request() {
        add("otto", "viewer");
        String otto = "otto:password-of-otto";
        assertThat(as(otto, "GET", "/api/connectors")).isEqualTo(200);
        assertThat(as(otto, "GET", "/api/users")).isEqualTo(403);
        assertThat(as(otto, "POST", "/api/connectors/demo/sync")).isEqualTo(403);
        assertThat(target.call(Target.ADMIN, "PATCH", "/api/users/otto", "{\"role\":\"operator\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(as(otto, "POST", "/api/connectors/demo/sync")).isEqualTo(202);
        assertThat(as(otto, "DELETE", "/api/users/otto")).isEqualTo(403);
        assertThat(target.call(Target.ADMIN, "PATCH", "/api/users/otto", "{\"password\":\"another-password\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(as(otto, "GET", "/api/connectors")).as("the old password").isEqualTo(401);
        assertThat(as("otto:another-password", "GET", "/api/connectors")).isEqualTo(200);
        assertThat(as(Target.ADMIN, "DELETE", "/api/users/otto")).isEqualTo(204);
        assertThat(as("otto:another-password", "GET", "/api/connectors")).isEqualTo(401);
        assertThat(as(Target.ADMIN, "DELETE", "/api/users/admin"))
                .as("of the environment")
                .isEqualTo(409);
        HttpResponse<String> weak = target.call(
                Target.ADMIN, "POST", "/api/users", "{\"name\":\"weak\",\"password\":\"short\",\"role\":\"admin\"}");
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(weak.body()).contains("12 to 200 characters");
    }

    private static String made(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    private static String id(String path, String last4) {
        return target.call(Target.ADMIN, "GET", path, null)
                .body()
                .replaceAll(".*\"id\":\"([^\"]+)\"[^}]*\"last4\":\"" + last4 + "\".*", "$1");
    }

    private static int with(String token, String method, String path) {
        return target.call("", method, path, null, "Authorization", "Bearer " + token)
                .statusCode();
    }

    @Test
    void a_token_has_a_role_and_is_worth_nothing_once_revoked() {
        String viewer =
                made(target.call(Target.ADMIN, "POST", "/api/tokens", "{\"name\":\"report\",\"role\":\"viewer\"}"));
        String operator =
                made(target.call(Target.ADMIN, "POST", "/api/tokens", "{\"name\":\"nightly\",\"role\":\"operator\"}"));
        assertThat(with(viewer, "GET", "/api/connectors")).isEqualTo(200);
        assertThat(with(viewer, "POST", "/api/connectors/demo/sync")).isEqualTo(403);
        assertThat(with(operator, "POST", "/api/connectors/demo/sync")).isEqualTo(202);
        assertThat(with(operator, "GET", "/api/tokens")).isEqualTo(403);
        assertThat(with("skr_api_guessed", "GET", "/api/connectors")).isEqualTo(401);
        String listed = target.call(Target.ADMIN, "GET", "/api/tokens", null).body();
        assertThat(listed).contains("report").contains("lastUsed").doesNotContain(viewer);
        String id = id("/api/tokens", operator.substring(operator.length() - 4));
        assertThat(as(Target.ADMIN, "DELETE", "/api/tokens/" + id)).isEqualTo(204);
        assertThat(with(operator, "GET", "/api/connectors")).isEqualTo(401);
    }

    @Test
    void a_pim_token_is_exchanged_without_a_gap() {
        String path = "/api/connectors/demo/pim-tokens";
        String token = made(target.call(Target.ADMIN, "POST", path, "{}"));
        assertThat(target.push("demo", token, ITEM, "application/json").statusCode())
                .isEqualTo(202);
        assertThat(target.push("demo", Target.PIM_TOKEN, ITEM, "application/json")
                        .statusCode())
                .isEqualTo(202);
        assertThat(target.push("other", token, ITEM, "application/json").statusCode())
                .as("of another connector")
                .isEqualTo(401);
        assertThat(target.call(Target.ADMIN, "GET", path, null).body())
                .contains("lastUsed")
                .doesNotContain(token);
        String id = id(path, token.substring(token.length() - 4));
        assertThat(as(Target.ADMIN, "DELETE", "/api/connectors/other/pim-tokens/" + id))
                .isEqualTo(404);
        assertThat(as(Target.ADMIN, "DELETE", path + "/" + id)).isEqualTo(204);
        assertThat(target.push("demo", token, ITEM, "application/json").statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_pim_token_that_can_be_guessed_is_not_taken() {
        HttpResponse<String> answer = target.call(
                Target.ADMIN, "PUT", "/api/connectors/other/config", "{\"pimToken\":\"nineteen-characters\"}");
        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(answer.body()).contains("at least 20 characters");
    }
}
