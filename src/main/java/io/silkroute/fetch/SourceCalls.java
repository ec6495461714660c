package io.silkroute.fetch;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.SourceConfig;
import io.silkroute.connector.config.SourceConfig.Auth;
import io.silkroute.connector.secret.SourceKeys;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks PIMs: shows what they want to be shown, keeps to their pace, and asks again where that may help: after 429 when
 * the PIM says, after 5xx and silence with growing pauses, with a token of its own after the old one has expired, once.
 */
@Component
public class SourceCalls {

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;
    private static final int SERVERS = 500;
    private static final Duration BEFORE_END = Duration.ofSeconds(30);
    private static final Duration USUAL_LIFE = Duration.ofMinutes(50);

    // As it is written: 12.10 is not 12.1.
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final SourceHttp http;
    private final FetchSettings settings;
    private final ObjectMapper json;
    private final Clock clock;
    private final Pauses pauses;
    private final Map<String, Granted> tokens = new ConcurrentHashMap<>();
    private final Map<String, Long> lastCalls = new ConcurrentHashMap<>();

    SourceCalls(SourceHttp http, FetchSettings settings, ObjectMapper json, Clock clock, Pauses pauses) {
        this.http = http;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.pauses = pauses;
    }

    /** Who asks whom. */
    public record Asked(ConnectorName connector, SourceConfig source, SourceKeys keys) {

        String place() {
            return connector.text() + " " + source.secretsPlace();
        }

        @Override
        public String toString() {
            return "Asked[…]";
        }
    }

    private record Granted(String token, Instant until) {}

    /** @throws FetchFailed with a sentence, if there is no answer of JSON to be had */
    public SourceAnswer get(Asked asked, URI address) {
        SourceHttp.Response answer = called(asked, () -> new SourceHttp.Request(address, shown(asked), null));
        if (answer.status() == UNAUTHORIZED && grants(asked)) {
            tokens.remove(asked.place()); // expired before its time, or taken back
            answer = called(asked, () -> new SourceHttp.Request(address, shown(asked), null));
        }
        require(answer, "The PIM");
        return new SourceAnswer(tree(answer, "The PIM"), answer.links(), answer.at());
    }

    private static boolean grants(Asked asked) {
        Auth.By by = asked.source().auth().by();
        return by == Auth.By.OAUTH_PASSWORD || by == Auth.By.OAUTH_CLIENT;
    }

    /** A request is made anew for each attempt, as its token may be another. */
    private interface Made {
        SourceHttp.Request request();
    }

    private SourceHttp.Response called(Asked asked, Made made) {
        for (int failures = 0; ; failures++) {
            SourceHttp.Request request = made.request();
            keepPace(asked);
            SourceHttp.Response answer = http.call(request, settings.timeout(), settings.maxPage());
            boolean again = answer.failure() != null
                    || answer.status() == TOO_MANY
                    || answer.status() == TIMED_OUT
                    || answer.status() >= SERVERS;
            if (!again) {
                return answer;
            }
            Duration wait = answer.retryAfter();
            if (failures >= settings.retryAfter().size()) {
                throw new FetchFailed("%s It was tried %d times. The next fetch goes on from here."
                        .formatted(said(answer, "The PIM"), failures + 1));
            }
            if (wait != null && wait.compareTo(settings.longestWait()) > 0) {
                throw new FetchFailed("%s It wants to be left alone for %d s. The next fetch goes on from here."
                        .formatted(said(answer, "The PIM"), wait.toSeconds()));
            }
            Duration own = settings.retryAfter().get(failures);
            pauses.wait(wait == null || wait.compareTo(own) < 0 ? own : wait);
        }
    }

    private void keepPace(Asked asked) {
        int most = asked.source().requestsPerMinute();
        long now = System.nanoTime();
        Long last = lastCalls.get(asked.place());
        if (most > 0 && last != null) {
            long left = Duration.ofMinutes(1).toNanos() / most - (now - last);
            if (left > 0) {
                pauses.wait(Duration.ofNanos(left));
            }
        }
        lastCalls.put(asked.place(), System.nanoTime());
    }

    private Map<String, String> shown(Asked asked) {
        Auth auth = asked.source().auth();
        SourceKeys keys = asked.keys();
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
        switch (auth.by()) {
            case NONE -> {}
            case BEARER -> headers.put("Authorization", "Bearer " + needed(keys.token(), "token"));
            case BASIC ->
                headers.put(
                        "Authorization", basic(String.valueOf(auth.username()), needed(keys.password(), "password")));
            case HEADER -> headers.put(String.valueOf(auth.header()), needed(keys.token(), "token"));
            case OAUTH_PASSWORD, OAUTH_CLIENT -> headers.put("Authorization", "Bearer " + token(asked));
        }
        return headers;
    }

    private static String needed(@Nullable String secret, String name) {
        if (secret == null) {
            throw new FetchFailed("The source has no %s. Set it in its configuration.".formatted(name));
        }
        return secret;
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String token(Asked asked) {
        Granted known = tokens.get(asked.place());
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.token();
        }
        Auth auth = asked.source().auth();
        URI at = auth.tokenAddress() != null
                ? auth.tokenAddress()
                : URI.create(asked.source().address() + "/api/oauth/v1/token");
        Map<String, String> form = new LinkedHashMap<>();
        if (auth.by() == Auth.By.OAUTH_PASSWORD) {
            form.put("grant_type", "password");
            form.put("username", String.valueOf(auth.username()));
            form.put("password", needed(asked.keys().password(), "password"));
        } else {
            form.put("grant_type", "client_credentials");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put(
                "Authorization",
                basic(String.valueOf(auth.clientId()), needed(asked.keys().clientSecret(), "clientSecret")));
        boolean ownKind = asked.source().kind() != SourceConfig.Kind.REST;
        headers.put("Content-Type", ownKind ? "application/json" : "application/x-www-form-urlencoded");
        String body = ownKind ? json.writeValueAsString(form) : encoded(form);
        SourceHttp.Response answer = called(asked, () -> new SourceHttp.Request(at, headers, body));
        require(answer, "The address where tokens are granted");
        JsonNode granted = tree(answer, "The address where tokens are granted");
        String token = granted.path("access_token").asString("");
        if (token.isEmpty()) {
            throw new FetchFailed("The address where tokens are granted answers without an access_token.");
        }
        JsonNode lives = granted.path("expires_in");
        Duration life = lives.isNumber() ? Duration.ofSeconds(lives.longValue()) : USUAL_LIFE;
        Duration used = life.compareTo(BEFORE_END.multipliedBy(2)) > 0 ? life.minus(BEFORE_END) : life.dividedBy(2);
        tokens.put(asked.place(), new Granted(token, clock.instant().plus(used)));
        return token;
    }

    private static String encoded(Map<String, String> form) {
        StringBuilder out = new StringBuilder();
        form.forEach((name, value) -> out.append(out.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return out.toString();
    }

    private static void require(SourceHttp.Response answer, String who) {
        if (answer.status() < 200 || answer.status() >= 300) {
            throw new FetchFailed(said(answer, who));
        }
        if (answer.tooLarge()) {
            throw new FetchFailed(
                    who + " answers with more than silkroute.fetch.max-page allows. Ask for fewer records a page.");
        }
    }

    private static String said(SourceHttp.Response answer, String who) {
        if (answer.failure() != null) {
            return answer.failure();
        }
        int status = answer.status();
        String what = switch (status) {
            case 401 -> "does not accept what it is shown (401). Check user, password, keys and client.";
            case 403 -> "does not let this user read that (403). Give the user the right to read it.";
            case 404 -> "has nothing at this address (404). Check the source's address.";
            case TOO_MANY -> "has been asked too often (429).";
            default ->
                status >= 300 && status < 400
                        ? "sends on to another address (%d). Write that address into the source.".formatted(status)
                        : "answers with %d.".formatted(status);
        };
        String text = ShownText.shown(answer.beginning());
        return who + " " + what + (text.isEmpty() || status == UNAUTHORIZED ? "" : " It says: " + text);
    }

    private JsonNode tree(SourceHttp.Response answer, String who) {
        try {
            JsonNode tree = EXACT.readTree(answer.body());
            if (tree.isContainer()) {
                return tree;
            }
        } catch (JacksonException none) {
            // told below
        }
        throw new FetchFailed(
                "%s answers with what is no JSON: %s".formatted(who, ShownText.shown(answer.beginning())));
    }
}
