package io.silkroute.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.silkroute.attack.ProviderStandIn.Signature;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who sign in at an OpenID Connect provider, and those who only look as if they did. */
class OidcAttackTest {

    private static final String BEGIN = "/oauth2/authorization/oidc";
    private static final String RETURN = "/login/oauth2/code/oidc";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @AutoClose
    private static ProviderStandIn provider;

    @AutoClose
    private static Target target;

    @BeforeAll
    static void start() throws Exception {
        provider = new ProviderStandIn(0);
        target = Target.start(settings(provider.issuer(), "server.forward-headers-strategy=native"));
        provider.redirectUris.add(target.address.resolve(RETURN).toString());
        target.connect("demo", target.address);
    }

    private static String[] settings(String issuer, String more) {
        return new String[] {
            "silkroute.oidc.issuer=" + issuer,
            "silkroute.oidc.client-id=" + ProviderStandIn.CLIENT,
            "silkroute.oidc.client-secret=" + ProviderStandIn.SECRET,
            "silkroute.oidc.name=Company",
            "silkroute.oidc.roles-claim=realm_access.roles",
            "silkroute.oidc.roles.admin[0]=silk-admins",
            "silkroute.oidc.roles.operator[0]=silk-operators",
            "silkroute.oidc.roles.viewer[0]=silk-viewers",
            "silkroute.oidc.roles.viewer[1]=staff",
            "silkroute.access.hosts=shop.example",
            more
        };
    }

    @BeforeEach
    void nothing_is_wrong() {
        provider.person = person("ada", "staff");
        provider.toldOnlyByUserInfo = Map.of();
        provider.signature = Signature.ITS_OWN;
        provider.type = "JWT";
        provider.wrong = claims -> {};
        provider.delayMillis = 0;
        provider.calls.clear();
        provider.signOuts.clear();
    }

    private static Map<String, Object> person(String name, String... roles) {
        return Map.of(
                "sub",
                "subject-of-" + name,
                "preferred_username",
                name,
                "realm_access",
                Map.of("roles", List.of(roles)));
    }

    private static Browser browser() {
        return new Browser(target.address, "192.0.2." + ADDRESSES.incrementAndGet());
    }

    /** As far as the provider's answer, which the browser has not brought back yet. */
    private static String answered(Browser browser) {
        return Browser.to(browser.get(Browser.to(browser.get(BEGIN))));
    }

    /** @return where the browser is sent in the end */
    private static String signIn(Browser browser) {
        return Browser.to(browser.get(answered(browser)));
    }

    private static void isIn(Browser browser, String name) {
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(browser.get("/").body()).contains(name);
    }

    private static void isOut(Browser browser) {
        assertThat(Browser.to(browser.get("/"))).isEqualTo("/login");
        assertThat(browser.cookie("JSESSIONID")).as("no session").isEmpty();
    }

    private static String activity() {
        return target.call(Target.ADMIN, "GET", "/api/activity?limit=200", null).body();
    }

    @Test
    void a_role_is_what_the_provider_says() {
        provider.person = person("vera", "staff", "unknown");
        Browser viewer = browser();
        assertThat(signIn(viewer)).isEqualTo("/");
        isIn(viewer, "vera (Company)");
        assertThat(viewer.get("/access").statusCode()).isEqualTo(403);
        assertThat(viewer.post("/connectors/demo/sync", Map.of()).statusCode()).isEqualTo(403);

        provider.person = person("otto", "staff", "silk-operators");
        Browser operator = browser();
        assertThat(signIn(operator)).isEqualTo("/");
        assertThat(operator.get("/access").statusCode()).isEqualTo(403);
        assertThat(operator.post("/connectors/demo/sync", Map.of()).statusCode())
                .isEqualTo(302);

        provider.person = person("anna", "silk-viewers", "silk-admins");
        Browser admin = browser();
        assertThat(signIn(admin)).isEqualTo("/");
        assertThat(admin.get("/access").statusCode()).isEqualTo(200);
        assertThat(activity())
                .contains("otto (Company)", "Signed in as operator (subject subject-of-otto)")
                .contains("Signed in as admin");
    }

    @Test
    void what_the_token_lacks_is_asked_of_the_provider() {
        provider.person = Map.of("sub", "subject-of-mia");
        provider.toldOnlyByUserInfo =
                Map.of("email", "mia@company.example", "realm_access", Map.of("roles", List.of("silk-admins")));
        Browser browser = browser();
        assertThat(signIn(browser)).isEqualTo("/");
        isIn(browser, "mia@company.example (Company)");
        assertThat(browser.get("/access").statusCode()).isEqualTo(200);

        provider.toldOnlyByUserInfo =
                Map.of("sub", "subject-of-another", "realm_access", Map.of("roles", List.of("silk-admins")));
        Browser another = browser();
        assertThat(signIn(another)).as("of somebody else").isEqualTo("/login?disbelieved");
        isOut(another);
    }

    @Test
    void who_has_no_role_is_refused_and_named() {
        provider.person = person("nora", "visitors");
        Browser browser = browser();
        String end = signIn(browser);
        assertThat(end).isEqualTo("/login?role");
        assertThat(browser.get(end).body()).contains("Company knows you, but gives you no role here");
        isOut(browser);
        assertThat(activity()).contains("nora (Company)", "The sign-in was refused", "subject subject-of-nora");
    }

    @Test
    void nobody_of_the_provider_is_taken_for_one_of_ours() {
        provider.person = person("admin", "staff");
        Browser browser = browser();
        assertThat(signIn(browser)).isEqualTo("/");
        isIn(browser, "admin (Company)");
        assertThat(browser.get("/access").statusCode()).isEqualTo(403);

        provider.person = person("token nightly\n<b>\u202e" + "x".repeat(300), "staff");
        Browser odd = browser();
        assertThat(signIn(odd)).isEqualTo("/");
        String page = odd.get("/").body();
        assertThat(page).contains("token_nightly?&lt;b&gt;?xxx").doesNotContain("x".repeat(60));
        // The page has bold words of its own; what would be made bold here is the rest of the name.
        assertThat(Jsoup.parse(page).select("b").eachText()).isNotEmpty().noneMatch(text -> text.contains("xxx"));
    }

    private static void isDisbelieved(String why) {
        Browser browser = browser();
        assertThat(signIn(browser)).as(why).isEqualTo("/login?disbelieved");
        isOut(browser);
        assertThat(browser.get("/login?disbelieved").body())
                .contains("What Company answered cannot be relied on")
                .doesNotContain("Exception");
    }

    @Test
    void a_token_that_was_not_made_for_this_sign_in_is_not_believed() {
        provider.wrong = claims -> claims.claim("nonce", "of-another-sign-in");
        isDisbelieved("nonce");
        provider.wrong = claims -> claims.claim("nonce", null);
        isDisbelieved("no nonce");
        provider.wrong = claims -> claims.audience("another-client");
        isDisbelieved("audience");
        provider.wrong = claims -> claims.audience(List.of(ProviderStandIn.CLIENT, "another-client"))
                .claim("azp", "another-client");
        isDisbelieved("made for another client");
        provider.wrong = claims -> claims.issuer("https://evil.example");
        isDisbelieved("issuer");
        provider.wrong = claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(600)))
                .expirationTime(Date.from(Instant.now().minusSeconds(90)));
        isDisbelieved("expired");
        provider.wrong = claims -> claims.expirationTime(null);
        isDisbelieved("endless");
        provider.wrong = claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(200)));
        isDisbelieved("of the future");
        provider.wrong = claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(30)));
        isDisbelieved("over before it began");
        provider.wrong = claims -> claims.claim("sub", null);
        isDisbelieved("about nobody");
        provider.wrong = claims -> {};
        provider.type = "logout+jwt";
        isDisbelieved("a token of another kind");
    }

    @Test
    void a_clock_that_differs_a_little_does_not_matter() {
        provider.wrong = claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(30)));
        assertThat(signIn(browser())).isEqualTo("/");
        provider.wrong = claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(600)))
                .expirationTime(Date.from(Instant.now().minusSeconds(20)));
        assertThat(signIn(browser())).isEqualTo("/");
    }

    @Test
    void a_token_that_the_provider_did_not_sign_is_not_believed() {
        for (Signature signature : List.of(Signature.ANOTHER_KEY, Signature.NONE, Signature.SHARED_SECRET)) {
            provider.signature = signature;
            isDisbelieved(signature.name());
        }
        provider.signature = Signature.ITS_OWN;
        assertThat(signIn(browser())).isEqualTo("/");
    }

    @Test
    void an_answer_counts_once_and_in_the_browser_that_asked() {
        Browser browser = browser();
        String answer = answered(browser);
        String sealed = browser.cookie("silkroute-oidc");
        assertThat(sealed).isNotEmpty();
        Browser thief = browser();
        assertThat(Browser.to(thief.get(answer))).as("without a cookie").isEqualTo("/login?again");
        Browser other = browser();
        answered(other);
        assertThat(Browser.to(other.get(answer))).as("the state of another").isEqualTo("/login?again");
        isOut(other);

        assertThat(provider.calls).doesNotContain("/token");
        assertThat(Browser.to(browser.get(answer))).isEqualTo("/");
        assertThat(browser.cookie("silkroute-oidc")).as("is taken back").isEmpty();
        Browser quicker = browser();
        String another = answered(quicker);
        String copied = "silkroute-oidc=" + quicker.cookie("silkroute-oidc");
        assertThat(Browser.to(browser().get(another, "Cookie", copied)))
                .as("with all that the browser had")
                .isEqualTo("/");
        provider.calls.clear();
        assertThat(Browser.to(quicker.get(another))).as("a second time").isEqualTo("/login?again");
        assertThat(Browser.to(thief.get(answer, "Cookie", "silkroute-oidc=" + sealed)))
                .as("a second time, of the first")
                .isEqualTo("/login?again");
        assertThat(provider.calls).doesNotContain("/token");
        isIn(browser, "ada (Company)");
    }

    @Test
    void a_code_of_another_sign_in_is_refused_by_its_challenge() {
        Browser attacker = browser();
        String code = ProviderStandIn.parameters(URI.create(answered(attacker)).getRawQuery())
                .get("code");
        Browser victim = browser();
        String state = ProviderStandIn.parameters(URI.create(answered(victim)).getRawQuery())
                .get("state");
        assertThat(Browser.to(victim.get(RETURN + "?code=" + code + "&state=" + state)))
                .isEqualTo("/login?disbelieved");
        isOut(victim);
    }

    @Test
    void a_forged_cookie_and_an_answer_that_is_none_are_refused_with_a_sentence() {
        Browser browser = browser();
        String answer = answered(browser);
        for (String cookie : List.of("x", "%%%", "A".repeat(500), "A".repeat(4_000))) {
            assertThat(Browser.to(browser().get(answer, "Cookie", "silkroute-oidc=" + cookie)))
                    .isEqualTo("/login?again");
        }
        String state =
                ProviderStandIn.parameters(URI.create(answer).getRawQuery()).get("state");
        assertThat(Browser.to(browser.get(RETURN))).isEqualTo("/login?again");
        assertThat(Browser.to(browser.get(RETURN + "?code=&state=" + state))).startsWith("/login?");
        Browser gaveUp = browser();
        state = ProviderStandIn.parameters(URI.create(answered(gaveUp)).getRawQuery())
                .get("state");
        String end = Browser.to(gaveUp.get(
                RETURN + "?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=" + state));
        assertThat(end).isEqualTo("/login?again");
        assertThat(gaveUp.get(end).body()).contains("was not completed").doesNotContain("alert(1)");
        for (String unknown : List.of("/oauth2/authorization/other", "/login/oauth2/code/other?code=a&state=b")) {
            assertThat(Browser.to(browser().get(unknown))).as(unknown).isEqualTo("/login");
        }
    }

    @Test
    void nobody_is_sent_to_another_site_after_signing_in() {
        for (String lure : List.of("continue", "redirect", "redirect_uri", "returnTo", "next", "url")) {
            Browser browser = browser();
            String there = Browser.to(browser.get(BEGIN + "?" + lure + "=https://evil.example/"));
            assertThat(there).startsWith(provider.issuer()).doesNotContain("evil.example");
            String answer = Browser.to(browser.get(there));
            assertThat(Browser.to(browser.get(answer + "&" + lure + "=https://evil.example/")))
                    .as(lure)
                    .isEqualTo("/");
        }
        Browser wanted = browser();
        wanted.get("/connectors/demo/items?q=a");
        assertThat(signIn(wanted)).isEqualTo("/connectors/demo/items?q=a");
    }

    @Test
    void a_session_is_a_new_one_with_each_sign_in() {
        Browser browser = browser();
        assertThat(signIn(browser)).isEqualTo("/");
        String first = browser.cookie("JSESSIONID");
        assertThat(signIn(browser)).isEqualTo("/");
        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(first);
        Browser fixed = browser();
        assertThat(Browser.to(fixed.get("/", "Cookie", "JSESSIONID=" + first))).isEqualTo("/login");
    }

    @Test
    void who_signs_out_is_out_here_and_there() {
        Browser browser = browser();
        assertThat(signIn(browser)).isEqualTo("/");
        assertThat(browser.get("/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("form-action 'self' " + provider.issuer() + ";");
        String stolen = browser.cookie("JSESSIONID");
        assertThat(browser().get("/", "Cookie", "JSESSIONID=" + stolen).statusCode())
                .isEqualTo(200);
        String there = Browser.to(browser.post("/logout", Map.of()));
        assertThat(there).startsWith(provider.issuer() + "/end-session?");
        assertThat(Browser.to(browser.get(there)))
                .isEqualTo(target.address.resolve("/login").toString());
        assertThat(provider.signOuts).hasSize(1);
        assertThat(Browser.to(browser().get("/", "Cookie", "JSESSIONID=" + stolen)))
                .isEqualTo("/login");

        Browser ours = browser();
        ours.post("/login", Map.of("username", "admin", "password", Target.ADMIN.substring("admin:".length())));
        isIn(ours, "admin");
        assertThat(Browser.to(ours.post("/logout", Map.of()))).isEqualTo("/login?logout");
    }

    @Test
    void who_fails_again_and_again_has_to_wait() {
        provider.wrong = claims -> claims.audience("another-client");
        Browser browser = browser();
        for (int i = 0; i < 20; i++) {
            assertThat(signIn(browser)).isEqualTo("/login?disbelieved");
        }
        provider.calls.clear();
        assertThat(Browser.to(browser.get(BEGIN))).isEqualTo("/login?wait");
        assertThat(provider.calls).isEmpty();
        provider.wrong = claims -> {};
        assertThat(signIn(browser())).as("from elsewhere").isEqualTo("/");
    }

    @Test
    void a_slow_provider_holds_nobody_else_up() throws Exception {
        List<Browser> browsers =
                Stream.generate(OidcAttackTest::browser).limit(12).toList();
        List<String> answers = browsers.stream().map(OidcAttackTest::answered).toList();
        provider.delayMillis = 2_000;
        List<String> ends = new CopyOnWriteArrayList<>();
        List<Thread> waiting = IntStream.range(0, 12)
                .mapToObj(i ->
                        new Thread(() -> ends.add(Browser.to(browsers.get(i).get(answers.get(i))))))
                .toList();
        waiting.forEach(Thread::start);
        for (int i = 0; i < 8; i++) {
            assertThat(target.liveness()).isLessThan(2_000);
            Thread.sleep(200);
        }
        for (Thread thread : waiting) {
            thread.join(60_000);
        }
        assertThat(ends).hasSize(12).containsOnly("/", "/login?wait");
    }

    @Test
    void behind_a_proxy_that_ends_the_encryption_the_browser_comes_back_encrypted() {
        HttpResponse<String> sent = browser()
                .get(
                        BEGIN,
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Host",
                        "shop.example",
                        "X-Forwarded-Port",
                        "443");
        Map<String, String> asked =
                ProviderStandIn.parameters(URI.create(Browser.to(sent)).getRawQuery());
        assertThat(asked).containsEntry("redirect_uri", "https://shop.example" + RETURN);
        HttpCookie cookie = sent.headers().allValues("Set-Cookie").stream()
                .map(set -> HttpCookie.parse(set).get(0))
                .filter(set -> set.getName().equals("silkroute-oidc"))
                .findFirst()
                .orElseThrow();
        assertThat(cookie.getSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getMaxAge()).isBetween(1L, 600L);
        assertThat(browser().get(BEGIN, "X-Forwarded-Host", "evil.example").statusCode())
                .isEqualTo(421);
    }

    @Test
    void a_provider_that_is_down_stops_neither_the_start_nor_a_password() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Target early = Target.start(settings("http://127.0.0.1:" + port, "silkroute.access.session=4s"))) {
            Browser browser = new Browser(early.address, "");
            assertThat(browser.get("/login").body()).contains("Sign in with Company");
            String end = Browser.to(browser.get(BEGIN));
            assertThat(end).isEqualTo("/login?silent");
            assertThat(browser.get(end).body()).contains("Company does not answer");
            assertThat(early.call(Target.ADMIN, "GET", "/api/connectors", null).statusCode())
                    .isEqualTo(200);

            try (ProviderStandIn late = new ProviderStandIn(port)) {
                late.redirectUris.add(early.address.resolve(RETURN).toString());
                late.person = person("ada", "staff");
                late.wrongDescription = said -> said.put("issuer", "https://evil.example");
                awaitCall(late, browser, "/login?silent");
                late.wrongDescription = said -> said.put("token_endpoint", "http://evil.example/token");
                awaitCall(late, browser, "/login?silent");
                late.wrongDescription = said -> {};
                late.padding = 1 << 20;
                awaitCall(late, browser, "/login?silent");
                late.padding = 0;
                await().atMost(PATIENCE)
                        .until(() -> Browser.to(browser.get(BEGIN)).startsWith(late.issuer()));
                assertThat(signIn(browser)).isEqualTo("/");
                assertThat(browser.get("/").statusCode()).isEqualTo(200);
                await("the session ends, however busy")
                        .atMost(PATIENCE)
                        .until(() -> browser.get("/").statusCode() == 302);
                await().pollDelay(Duration.ZERO);
                String answer = answered(browser);
                late.close();
                assertThat(Browser.to(browser.get(answer))).isEqualTo("/login?silent");
                assertThat(Browser.to(browser.get(BEGIN)))
                        .as("what it said of itself is kept")
                        .startsWith("http://127.0.0.1:" + port);
            }
        }
    }

    /** Until the provider has been asked once more. */
    private static void awaitCall(ProviderStandIn provider, Browser browser, String end) {
        provider.calls.clear();
        await().atMost(PATIENCE).until(() -> {
            assertThat(Browser.to(browser.get(BEGIN))).isEqualTo(end);
            return !provider.calls.isEmpty();
        });
    }
}
