package io.silkroute.signin.oidc;

import io.silkroute.signin.Backoff;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.client.RestClient;

/** Signing in and out at the provider, as a chain of filters takes it in. */
public final class OidcSignIn {

    private static final String SIGNED_OUT = "/login?logout";

    private final OidcSettings settings;
    private final Provider provider;
    private final ProviderCalls calls;
    private final SignInsUnderWay underWay;
    private final ProviderPeople people;
    private final Backoff backoff;

    OidcSignIn(
            OidcSettings settings,
            Provider provider,
            ProviderCalls calls,
            SignInsUnderWay underWay,
            ProviderPeople people,
            Backoff backoff) {
        this.settings = settings;
        this.provider = provider;
        this.calls = calls;
        this.underWay = underWay;
        this.people = people;
        this.backoff = backoff;
    }

    /** How people call the provider. */
    public String name() {
        return settings.name();
    }

    /** Where a sign-in begins. */
    public String address() {
        return Provider.BEGIN;
    }

    /** Where the provider ends its own session, as a content security policy names it; empty if that is not known. */
    public Optional<String> signOutOrigin() {
        return provider.signOutOrigin();
    }

    public void into(HttpSecurity http) throws Exception {
        OidcRefusals refusals = new OidcRefusals(settings.name(), backoff);
        http.addFilterBefore(new OidcDoor(provider, backoff, refusals), OAuth2AuthorizationRequestRedirectFilter.class)
                .oauth2Login(login -> login.loginPage("/login")
                        .clientRegistrationRepository(provider)
                        .authorizedClientRepository(new NothingKept())
                        .authorizationEndpoint(there ->
                                there.authorizationRequestResolver(requests()).authorizationRequestRepository(underWay))
                        .redirectionEndpoint(back -> back.baseUri(Provider.RETURN))
                        .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(tokens()))
                        .userInfoEndpoint(people -> people.userService(request -> {
                                    throw new OAuth2AuthenticationException("openid_missing");
                                })
                                .oidcUserService(this.people))
                        .failureHandler(refusals))
                .logout(logout -> logout.logoutSuccessHandler(signOut()));
    }

    /** With a state, a nonce and a code challenge, each for one sign-in. */
    private OAuth2AuthorizationRequestResolver requests() {
        DefaultOAuth2AuthorizationRequestResolver made = new DefaultOAuth2AuthorizationRequestResolver(provider);
        made.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        RequestMatcher begin = PathPatternRequestMatcher.withDefaults().matcher(Provider.BEGIN);
        return new OAuth2AuthorizationRequestResolver() {
            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                return begin.matches(request) ? made.resolve(request, Provider.ID) : null;
            }

            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
                return made.resolve(request, id);
            }
        };
    }

    private RestClientAuthorizationCodeTokenResponseClient tokens() {
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestInterceptor(calls)
                .configureMessageConverters(converters -> converters
                        .disableDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(status -> !status.is2xxSuccessful(), (request, response) -> {
                    String said = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
                    throw new OAuth2AuthorizationException(new OAuth2Error(
                            "invalid_grant",
                            "the provider refuses the code, with status "
                                    + response.getStatusCode().value() + ": " + said,
                            null));
                })
                .build());
        return tokens;
    }

    private LogoutSuccessHandler signOut() {
        OidcClientInitiatedLogoutSuccessHandler there = new OidcClientInitiatedLogoutSuccessHandler(provider);
        there.setPostLogoutRedirectUri("{baseUrl}/login"); // as it is registered there: to the letter
        there.setDefaultTargetUrl(SIGNED_OUT);
        return there;
    }
}
