package io.silkroute.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.databind.ObjectMapper;

/**
 * An OpenID Connect provider at which everybody is signed in already: the authorization code flow with PKCE, as strict as
 * the standards are. A test says who is there, and what is wrong with the answers.
 */
final class ProviderStandIn implements AutoCloseable {

    static final String CLIENT = "silkroute";
    static final String SECRET = "secret & of the client: 100%"; // encoded twice on its way
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Signature {
        ITS_OWN,
        ANOTHER_KEY, // under the name of its own
        NONE,
        SHARED_SECRET // by the client's secret, or by the public key as if it were one
    }

    private record Granted(Map<String, String> asked, Map<String, Object> person) {}

    /** Where the client may be: it is sent nowhere else. */
    final List<String> redirectUris = new CopyOnWriteArrayList<>();

    final List<URI> signOuts = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();

    volatile Map<String, Object> person = Map.of();
    volatile Map<String, Object> toldOnlyByUserInfo = Map.of();
    volatile Signature signature = Signature.ITS_OWN;
    volatile String type = "JWT";
    volatile Consumer<JWTClaimsSet.Builder> wrong = claims -> {};
    volatile Consumer<Map<String, Object>> wrongDescription = said -> {};
    volatile long delayMillis;
    volatile int padding;

    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> accessTokens = new ConcurrentHashMap<>();
    private final RSAKey key;
    private final RSAKey anotherKey;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ProviderStandIn(int port) throws IOException {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            anotherKey = new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        at("/.well-known/openid-configuration", this::describe);
        at("/authorize", this::authorize);
        at("/token", this::token);
        at("/jwks", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        at("/userinfo", this::userInfo);
        at("/end-session", this::endSession);
        server.start();
    }

    private interface Answering {
        void answer(HttpExchange exchange) throws Exception;
    }

    private void at(String path, Answering answering) {
        server.createContext(path, exchange -> {
            calls.add(path);
            try {
                Thread.sleep(delayMillis);
                answering.answer(exchange);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                exchange.sendResponseHeaders(500, -1);
            } finally {
                exchange.close();
            }
        });
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void describe(HttpExchange exchange) throws IOException {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("issuer", issuer());
        said.put("authorization_endpoint", issuer() + "/authorize");
        said.put("token_endpoint", issuer() + "/token");
        said.put("jwks_uri", issuer() + "/jwks");
        said.put("userinfo_endpoint", issuer() + "/userinfo");
        said.put("end_session_endpoint", issuer() + "/end-session");
        said.put("response_types_supported", List.of("code"));
        said.put("subject_types_supported", List.of("public"));
        said.put("id_token_signing_alg_values_supported", List.of("RS256"));
        said.put("code_challenge_methods_supported", List.of("S256"));
        said.put("padding", "x".repeat(padding));
        wrongDescription.accept(said);
        json(exchange, 200, said);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String back = asked.get("redirect_uri");
        if (!CLIENT.equals(asked.get("client_id")) || !redirectUris.contains(back)) {
            json(exchange, 400, Map.of("error", "invalid_request", "told", String.valueOf(back)));
            return;
        }
        boolean whole = "code".equals(asked.get("response_type"))
                && List.of(asked.getOrDefault("scope", "").split(" ")).contains("openid")
                && asked.getOrDefault("state", "").length() > 20
                && asked.getOrDefault("nonce", "").length() > 20
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.getOrDefault("code_challenge", "").length() == 43;
        String code = UUID.randomUUID().toString();
        codes.put(code, new Granted(asked, person));
        redirect(
                exchange,
                back + (whole ? "?code=" + code : "?error=invalid_request") + "&state=" + encoded(asked.get("state")));
    }

    private void token(HttpExchange exchange) throws Exception {
        Map<String, String> asked =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String client = exchange.getRequestHeaders().getFirst("Authorization");
        String right = "Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(CLIENT) + ":" + encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
        if (!right.equals(client)) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"provider\"");
            json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        Granted granted = codes.remove(String.valueOf(asked.get("code")));
        if (!"authorization_code".equals(asked.get("grant_type"))
                || granted == null
                || !granted.asked().get("redirect_uri").equals(asked.get("redirect_uri"))
                || !granted.asked().get("code_challenge").equals(challenge(asked.get("code_verifier")))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer error=\"invalid_grant\"");
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        String accessToken = UUID.randomUUID().toString();
        Map<String, Object> known = new LinkedHashMap<>(granted.person());
        known.putAll(toldOnlyByUserInfo);
        accessTokens.put(accessToken, known);
        json(
                exchange,
                200,
                Map.of(
                        "access_token",
                        accessToken,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        idToken(granted)));
    }

    private String idToken(Granted granted) throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("nonce", granted.asked().get("nonce"));
        granted.person().forEach(claims::claim);
        wrong.accept(claims);
        if (signature == Signature.NONE) {
            return new PlainJWT(claims.build()).serialize();
        }
        boolean shared = signature == Signature.SHARED_SECRET;
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(shared ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                        .keyID("one")
                        .type(new JOSEObjectType(type))
                        .build(),
                claims.build());
        token.sign(
                shared
                        ? new MACSigner(
                                key.toPublicJWK().toRSAKey().toRSAPublicKey().getEncoded())
                        : new RSASSASigner(signature == Signature.ANOTHER_KEY ? anotherKey : key));
        return token.serialize();
    }

    private static String challenge(String verifier) throws GeneralSecurityException {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Map<String, Object> known = token.startsWith("Bearer ") ? accessTokens.get(token.substring(7)) : null;
        json(exchange, known == null ? 401 : 200, known == null ? Map.of("error", "invalid_token") : known);
    }

    private void endSession(HttpExchange exchange) throws IOException, ParseException, JOSEException {
        URI asked = exchange.getRequestURI();
        Map<String, String> parameters = parameters(asked.getRawQuery());
        boolean own = SignedJWT.parse(parameters.get("id_token_hint"))
                .verify(new com.nimbusds.jose.crypto.RSASSAVerifier(key.toRSAPublicKey()));
        signOuts.add(asked);
        if (own) {
            redirect(exchange, parameters.get("post_logout_redirect_uri"));
        } else {
            json(exchange, 400, Map.of("error", "invalid_request"));
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(List.of(String.valueOf(text).split("&")));
        for (String one : all) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(one.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(one.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
