package io.silkroute.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, addresses and cookies, with TLS of its own and behind a proxy that ends it. */
class ProxyAttackTest {

    private static final char[] PASSWORD = "password-of-the-store".toCharArray();
    private static final Set<String> PASSED_ON =
            Set.of("accept", "content-type", "cookie", "origin", "authorization", "sec-fetch-site");

    @TempDir
    static Path folder;

    private static Path keys;
    private static SSLContext tls;
    private static Target behind;
    private static HttpsServer proxy;
    private static HttpClient browser;

    @BeforeAll
    static void start() throws Exception {
        keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        tls = tls();
        browser = HttpClient.newBuilder().sslContext(tls).build();
        behind = Target.start(
                "server.forward-headers-strategy=native",
                "silkroute.access.hosts=shop.example",
                "silkroute.access.prometheus=users");
        proxy = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setHttpsConfigurator(new HttpsConfigurator(tls));
        proxy.setExecutor(Executors.newCachedThreadPool());
        HttpClient inside = HttpClient.newHttpClient();
        proxy.createContext("/", exchange -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(behind.address.resolve(exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()))
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", exchange.getRequestHeaders().getFirst("Host"))
                    .header(
                            "X-Forwarded-Port",
                            Integer.toString(proxy.getAddress().getPort()))
                    .header("X-Forwarded-For", "192.0.2.7");
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            try {
                HttpResponse<byte[]> answer = inside.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                answer.headers().map().forEach((name, values) -> {
                    if (!name.startsWith(":")
                            && !Set.of("content-length", "transfer-encoding", "connection")
                                    .contains(name)) {
                        values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                    }
                });
                exchange.sendResponseHeaders(
                        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        proxy.start();
    }

    private static SSLContext tls() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", store.getCertificate("test"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    @AfterAll
    static void stop() {
        proxy.stop(0);
        behind.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void signsInSecurely(URI console) throws Exception {
        HttpResponse<String> page =
                send(HttpRequest.newBuilder(console.resolve("/login")).header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(200);
        Set<String> cookies = new TreeSet<>();
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        page.headers().allValues("Set-Cookie").forEach(cookie -> cookies.add(cookie.substring(0, cookie.indexOf(';'))));
        HttpResponse<String> signedIn = send(HttpRequest.newBuilder(console.resolve("/login"))
                .header("Cookie", String.join("; ", cookies))
                .header("Origin", console.toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=admin&password="
                        + Target.ADMIN.substring("admin:".length()) + "&_csrf="
                        + java.net.URLEncoder.encode(token.group(1), java.nio.charset.StandardCharsets.UTF_8))));
        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.headers().firstValue("Location")).hasValue("/");
        List<String> all = signedIn.headers().allValues("Set-Cookie");
        assertThat(all).anyMatch(cookie -> cookie.startsWith("JSESSIONID="));
        assertThat(all)
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID="))
                .allMatch(cookie ->
                        cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
        assertThat(page.headers().allValues("Set-Cookie")).allMatch(cookie -> cookie.contains("Secure"));
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void cookies_are_secure_behind_a_proxy_that_ends_the_encryption() throws Exception {
        signsInSecurely(URI.create("https://localhost:" + proxy.getAddress().getPort()));
    }

    @Test
    void tls_is_a_matter_of_configuration() throws Exception {
        try (Target own = Target.start(
                "server.ssl.key-store=" + keys,
                "server.ssl.key-store-password=" + new String(PASSWORD),
                "server.ssl.key-store-type=PKCS12")) {
            signsInSecurely(URI.create("https://localhost:" + own.address.getPort()));
        }
    }

    @Test
    void it_answers_to_its_own_names_only() throws IOException {
        for (String own : List.of("localhost", "127.0.0.1:8080", "[::1]", "shop.example", "SHOP.example:443")) {
            assertThat(asked(own, "/login")).as(own).startsWith("HTTP/1.1 200");
        }
        for (String foreign : List.of("evil.example", "localhost.evil.example", "127.0.0.1.nip.io")) {
            assertThat(asked(foreign, "/login"))
                    .as(foreign)
                    .startsWith("HTTP/1.1 421")
                    .contains("silkroute.access.hosts");
            assertThat(asked(foreign, "/pim/demo/items")).as(foreign).startsWith("HTTP/1.1 421");
            assertThat(asked(foreign, "/actuator/health/liveness")).as(foreign).startsWith("HTTP/1.1 200");
        }
    }

    private static String asked(String host, String path) throws IOException {
        return behind.raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void meters_are_for_users_where_that_is_chosen() {
        assertThat(behind.call("", "GET", "/actuator/prometheus", null).statusCode())
                .isEqualTo(401);
        assertThat(behind.call(Target.ADMIN, "GET", "/actuator/prometheus", null)
                        .statusCode())
                .isEqualTo(200);
    }
}
