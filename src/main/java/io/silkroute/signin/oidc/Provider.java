package io.silkroute.signin.oidc;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * The provider as it describes itself. It is asked when somebody wants to sign in, and again after an hour; one that did
 * not answer is left alone for some seconds. What it said before holds while it is silent.
 */
final class Provider implements ClientRegistrationRepository {

    static final String ID = "oidc";
    static final String BEGIN = "/oauth2/authorization/" + ID;
    static final String RETURN = "/login/oauth2/code/" + ID;

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final Duration LEFT_ALONE_FOR = Duration.ofSeconds(10);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String END_SESSION = "end_session_endpoint";

    private final OidcSettings settings;
    private final ProviderCalls calls;
    private final Clock clock;
    private volatile @Nullable ClientRegistration known;
    private Instant again = Instant.MIN;

    Provider(OidcSettings settings, ProviderCalls calls, Clock clock) {
        this.settings = settings;
        this.calls = calls;
        this.clock = clock;
    }

    /** Whether what is said to this address is said to whom it belongs, and read by nobody else. */
    static boolean trusted(@Nullable Object address) {
        try {
            URI uri = URI.create(String.valueOf(address));
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** @throws ProviderSilent if it has never said who it is, and does not now */
    synchronized ClientRegistration asked() throws ProviderSilent {
        ClientRegistration before = known;
        Instant now = clock.instant();
        if (now.isBefore(again)) {
            if (before == null) {
                throw new ProviderSilent("It did not answer a moment ago", null);
            }
            return before;
        }
        try {
            ClientRegistration said = described(calls.object(settings.discovery(), null));
            known = said;
            again = now.plus(KNOWN_FOR);
            return said;
        } catch (ProviderSilent silent) {
            again = clock.instant().plus(LEFT_ALONE_FOR);
            LOG.warn("{} cannot be asked who signs in: {}", settings.name(), silent.getMessage());
            if (before == null) {
                throw silent;
            }
            return before;
        }
    }

    private ClientRegistration described(Map<String, Object> said) throws ProviderSilent {
        if (!settings.issuer().equals(said.get("issuer"))) {
            throw new ProviderSilent(
                    settings.discovery() + " names another issuer than silkroute.oidc.issuer: "
                            + Printable.of(said.get("issuer")),
                    null);
        }
        String userInfo = said.containsKey("userinfo_endpoint") ? address(said, "userinfo_endpoint") : null;
        Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
        scopes.addAll(settings.scopes());
        return ClientRegistration.withRegistrationId(ID)
                .clientName(settings.name())
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .clientAuthenticationMethod(method(said.get("token_endpoint_auth_methods_supported")))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}" + RETURN)
                .scope(scopes)
                .issuerUri(settings.issuer())
                .authorizationUri(address(said, "authorization_endpoint"))
                .tokenUri(address(said, "token_endpoint"))
                .jwkSetUri(address(said, "jwks_uri"))
                .userInfoUri(userInfo)
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(
                        said.containsKey(END_SESSION) ? Map.of(END_SESSION, address(said, END_SESSION)) : Map.of())
                .build();
    }

    private String address(Map<String, Object> said, String name) throws ProviderSilent {
        Object address = said.get(name);
        if (address instanceof String text && trusted(text)) {
            return text;
        }
        throw new ProviderSilent(
                settings.discovery() + " has no " + name + " that begins with https://: " + Printable.of(address),
                null);
    }

    private static ClientAuthenticationMethod method(@Nullable Object supported) {
        boolean postOnly = supported instanceof List<?> methods
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue())
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue());
        return postOnly
                ? ClientAuthenticationMethod.CLIENT_SECRET_POST
                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
    }

    /** What is known of it; nobody is asked. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? known : null;
    }

    /** Where somebody is sent who signs out: scheme, host and port. */
    Optional<String> signOutOrigin() {
        ClientRegistration registration = known;
        Object address = registration == null
                ? null
                : registration.getProviderDetails().getConfigurationMetadata().get(END_SESSION);
        return address == null
                ? Optional.empty()
                : Optional.of(URI.create(address.toString()))
                        .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
