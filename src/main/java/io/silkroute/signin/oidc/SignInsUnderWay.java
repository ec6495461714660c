package io.silkroute.signin.oidc;

import io.silkroute.connector.secret.SecretBox;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;

/**
 * Who is at the provider and will come back. The browser keeps it, sealed, for some minutes: this process keeps nothing
 * for those who never sign in. Who comes back is let in once, and only with what this browser left with.
 */
final class SignInsUnderWay implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String COOKIE = "silkroute-oidc";
    private static final String KIND = "sign-in under way";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int LARGEST = 3_500;
    private static final int MOST = 10_000;

    private final Provider provider;
    private final SecretBox box;
    private final Clock clock;
    private final Set<String> over = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    SignInsUnderWay(Provider provider, SecretBox box, Clock clock) {
        this.provider = provider;
        this.box = box;
        this.clock = clock;
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest left, HttpServletRequest request, HttpServletResponse response) {
        if (left != null) {
            String text = String.join(
                    "\n",
                    KIND,
                    Long.toString(clock.instant().plus(LONGEST).toEpochMilli()),
                    left.getState(),
                    left.getRedirectUri(),
                    left.getAttribute(OidcParameterNames.NONCE),
                    left.getAttribute(PkceParameterNames.CODE_VERIFIER));
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, box.sealText(text), LONGEST));
        }
    }

    private static String cookie(HttpServletRequest request, String value, Duration age) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax") // it is sent when the provider sends the browser back
                .path(request.getContextPath() + Provider.RETURN)
                .maxAge(age)
                .build()
                .toString();
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null || cookie.getValue().length() > LARGEST) {
            return null;
        }
        Optional<String> opened = box.openText(cookie.getValue());
        String[] parts = opened.orElse("").split("\n", -1);
        ClientRegistration registration = provider.findByRegistrationId(Provider.ID);
        if (parts.length != 6
                || !parts[0].equals(KIND)
                || clock.millis() > Long.parseLong(parts[1])
                || registration == null
                || !same(parts[2], request.getParameter(OAuth2ParameterNames.STATE))) {
            return null;
        }
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(Objects.requireNonNull(
                        registration.getProviderDetails().getAuthorizationUri(), "its provider was discovered"))
                .clientId(registration.getClientId())
                .scopes(registration.getScopes())
                .state(parts[2])
                .redirectUri(parts[3])
                .attributes(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID, Provider.ID,
                        OidcParameterNames.NONCE, parts[4],
                        PkceParameterNames.CODE_VERIFIER, parts[5]))
                .build();
    }

    private static boolean same(String state, @Nullable String told) {
        return told != null
                && MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), told.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest left = loadAuthorizationRequest(request);
        if (left == null) {
            return null;
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO));
        return firstTime(String.valueOf(left.getState())) ? left : null;
    }

    private synchronized boolean firstTime(String state) {
        return over.add(state);
    }
}
