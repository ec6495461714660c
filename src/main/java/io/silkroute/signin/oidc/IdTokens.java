package io.silkroute.signin.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads ID tokens: signed by a key of the provider, for us, by this issuer, and not over. Keys are kept for some minutes,
 * and asked for anew when a token names an unknown one, though not again and again.
 */
final class IdTokens implements JwtDecoderFactory<ClientRegistration> {

    private static final Duration SKEW = Duration.ofSeconds(60); // by which our clocks may differ

    private final ProviderCalls calls;
    private final Clock clock;
    private @Nullable String keysAt;
    private @Nullable JWKSource<SecurityContext> keys;

    IdTokens(ProviderCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration provider) {
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        OidcIdTokenValidator claims = new OidcIdTokenValidator(provider);
        claims.setClockSkew(SKEW);
        claims.setClock(clock);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys(
                        Objects.requireNonNull(provider.getProviderDetails().getJwkSetUri())))
                // Signatures by a key of which only the provider has the private half; none by a shared secret.
                .jwsAlgorithms(taken -> taken.addAll(List.of(SignatureAlgorithm.values())))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(JwtTypeValidator.jwt(), times, claims));
        return decoder;
    }

    private synchronized JWKSource<SecurityContext> keys(String address) {
        JWKSource<SecurityContext> before = keys;
        if (before != null && address.equals(keysAt)) {
            return before;
        }
        try {
            JWKSource<SecurityContext> made = JWKSourceBuilder.create(
                            URI.create(address).toURL(), calls)
                    .refreshAheadCache(false)
                    .build();
            keys = made;
            keysAt = address;
            return made;
        } catch (MalformedURLException e) {
            throw new IllegalStateException("it was looked at before", e);
        }
    }
}
