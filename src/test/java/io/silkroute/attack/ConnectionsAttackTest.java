package io.silkroute.attack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Connections that say nothing, or too slowly: others are answered meanwhile, and nothing is logged for each. */
@Timeout(60)
class ConnectionsAttackTest {

    private static final int QUICK = 3_000;

    @AutoClose
    private static Target target;

    private final List<Socket> sockets = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() {
        target = Target.start(
                "server.tomcat.max-connections=300",
                "silkroute.door.head-time=2s",
                "silkroute.door.body-time=3s",
                "silkroute.door.strangers-body-time=2s",
                "silkroute.door.slowest-body=1MB",
                "silkroute.door.pause-time=2s");
        target.connect("demo", target.address);
    }

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void hangUp() throws IOException {
        root().detachAppender(log);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private void open(int many, String beginning) throws IOException {
        for (int i = 0; i < many; i++) {
            Socket socket = target.open();
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            sockets.add(socket);
        }
    }

    private void aliveAndQuiet() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(target.liveness()).as("milliseconds").isLessThan(QUICK);
        }
        assertThat(List.copyOf(log.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .hasSizeLessThan(3);
    }

    @Test
    void idle_connections_make_room() throws Exception {
        open(500, "");
        aliveAndQuiet();
        assertThat(target.call(Target.ADMIN, "GET", "/api/connectors", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_head_that_comes_byte_by_byte_is_cut_off() throws Exception {
        open(250, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        long began = System.nanoTime();
        int left = sockets.size();
        while (left > 0 && System.nanoTime() - began < 12_000_000_000L) {
            Thread.sleep(300);
            left = 0;
            for (Socket socket : sockets) {
                try {
                    socket.getOutputStream().write('x');
                    left++;
                } catch (IOException cutOff) {
                    // as it should be
                }
            }
        }
        assertThat(left).as("connections that still take bytes").isZero();
        aliveAndQuiet();
    }

    private static String slow(String path, String authorization, String type) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization + "Content-Type: " + type
                + "\r\nContent-Length: 60000\r\n\r\n{\"";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/connectors/demo/sync",
                "/api/connectors",
                "/pim/demo/items",
                "/admin/api/2026-10/graphql.json",
                "/admin/oauth/access_token"
            })
    void slow_bodies_of_strangers_hold_nobody_up(String path) throws Exception {
        open(130, slow(path, "", "application/x-www-form-urlencoded"));
        open(130, slow(path, "Authorization: Basic YTpi\r\n", "application/json"));
        aliveAndQuiet();
        // From here on it takes a moment until the first are cut off.
        Thread.sleep(2_500);
        HttpResponse<String> pushed = target.push(
                "demo",
                Target.PIM_TOKEN,
                "{\"type\":\"product\",\"id\":\"p1\"}".getBytes(StandardCharsets.UTF_8),
                "application/json");
        assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(202);
        HttpResponse<String> asked = target.call(Target.ADMIN, "POST", "/api/connectors/demo/sync", "{}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    }

    private static String get(String path, String head) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Target.basic(Target.ADMIN) + "\r\n"
                + head + "\r\n\r\n";
    }

    /** Milliseconds until the server has closed, whatever it said before. */
    private static long untilClosed(Socket socket, long began) throws IOException {
        byte[] some = new byte[8192];
        try {
            while (socket.getInputStream().read(some) >= 0) {
                // more of the answer
            }
        } catch (SocketException reset) {
            // it has closed with a byte of ours unread
        } catch (SocketTimeoutException stillOpen) {
            return Long.MAX_VALUE;
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/nowhere",
                "/css/console.css",
                "/api/connectors",
                "/pim/demo/items",
                "/actuator/health/liveness"
            })
    void a_get_whose_body_never_comes_is_answered_at_once_and_its_connection_closed(String path) throws Exception {
        target.raw(get(path, "Connection: close")); // the first time takes longer
        Map<String, Socket> asked = new LinkedHashMap<>();
        for (String head : List.of(
                "Content-Length: 60000",
                "Content-Length: 60000\r\nContent-Type: application/json",
                "Content-Length: 60000\r\nContent-Type: application/x-www-form-urlencoded",
                "Content-Length: 60000\r\nExpect: 100-continue",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded")) {
            for (String body : List.of("", "5", "5\r\na")) {
                open(1, get(path, head) + body);
                asked.put(path + " " + head + " " + body, sockets.get(sockets.size() - 1));
            }
        }
        long began = System.nanoTime();
        for (Map.Entry<String, Socket> one : asked.entrySet()) {
            byte[] answer = one.getValue().getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII))
                    .as(one.getKey())
                    .startsWith("HTTP/1.1 ");
        }
        assertThat((System.nanoTime() - began) / 1_000_000).as("all answered").isLessThan(1_900);
        for (Map.Entry<String, Socket> one : asked.entrySet()) {
            assertThat(untilClosed(one.getValue(), began)).as(one.getKey()).isLessThan(6_000);
        }
    }

    @Test
    void many_gets_whose_bodies_trickle_hold_nobody_up() throws Exception {
        target.raw(get("/api/connectors", "Connection: close"));
        open(60, get("/api/connectors", "Content-Length: 60000") + "a");
        long began = System.nanoTime();
        Thread trickle = new Thread(() -> {
            for (int i = 0; i < 40; i++) {
                try {
                    Thread.sleep(250);
                } catch (InterruptedException ended) {
                    return;
                }
                for (Socket socket : sockets) {
                    try {
                        socket.getOutputStream().write('a');
                    } catch (IOException closed) {
                        // as it should be
                    }
                }
            }
        });
        trickle.setDaemon(true);
        trickle.start();
        for (Socket socket : sockets) {
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
        }
        assertThat((System.nanoTime() - began) / 1_000_000).as("all answered").isLessThan(2 * QUICK);
        aliveAndQuiet();
        for (Socket socket : sockets) {
            assertThat(untilClosed(socket, began)).as("closed").isLessThan(12_000);
        }
        trickle.interrupt();
    }

    @Test
    void a_push_that_trickles_is_ended_by_its_deadline() throws Exception {
        Socket socket = target.open();
        sockets.add(socket);
        socket.getOutputStream()
                .write(slow("/pim/demo/items", "Authorization: Bearer " + Target.PIM_TOKEN + "\r\n", "application/json")
                        .getBytes(StandardCharsets.US_ASCII));
        long began = System.nanoTime();
        Thread trickle = new Thread(() -> {
            try {
                while (true) {
                    Thread.sleep(300);
                    socket.getOutputStream().write(' ');
                }
            } catch (IOException | InterruptedException ended) {
                // the other side has closed
            }
        });
        trickle.setDaemon(true);
        trickle.start();
        byte[] answer = socket.getInputStream().readNBytes(12);
        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(9_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pim/demo/items", "/api/connectors"})
    void an_aborted_body_is_nobodys_business(String path) throws Exception {
        String authorization = path.startsWith("/pim")
                ? "Authorization: Bearer " + Target.PIM_TOKEN + "\r\n"
                : "Authorization: " + Target.basic(Target.ADMIN) + "\r\n";
        for (int i = 0; i < 30; i++) {
            open(1, slow(path, authorization, "application/json"));
            Socket socket = sockets.get(sockets.size() - 1);
            socket.setSoLinger(true, 0);
            socket.close();
        }
        Thread.sleep(1_000);
        aliveAndQuiet();
    }

    @Test
    void who_is_not_signed_in_sends_nothing_large() throws Exception {
        assertThat(target.raw("POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000000\r\n\r\na="))
                .startsWith("HTTP/1.1 413");
        assertThat(target.raw("POST /api/connectors HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "20000\r\n" + " ".repeat(0x20000) + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }
}
