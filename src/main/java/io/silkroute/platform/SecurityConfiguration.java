package io.silkroute.platform;

import io.silkroute.access.AccessSettings;
import io.silkroute.access.OpenPaths;
import io.silkroute.door.Addressed;
import io.silkroute.door.CrossSite;
import io.silkroute.door.FormToken;
import io.silkroute.door.Problems;
import io.silkroute.door.ReturnAddress;
import io.silkroute.signin.HasToWait;
import io.silkroute.signin.SignIn;
import io.silkroute.signin.TokenSignIn;
import io.silkroute.signin.oidc.OidcSignIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may do what by HTTP. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String FORMS = "form-action 'self'";
    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' https: data:; object-src 'none';"
            + " base-uri 'none'; " + FORMS + "; frame-ancestors 'none'";
    private static final String FEATURES = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(),"
            + " geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";

    @Bean
    @Order(1)
    SecurityFilterChain doorsWithTheirOwnLock(HttpSecurity http, ObjectProvider<OpenPaths> features) throws Exception {
        return http.securityMatcher(new PathsOf(features, OpenPaths::withOwnLock))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::headers)
                .build();
    }

    /** Programs send name and password with every call; the console's pages come with their session. */
    @Bean
    @Order(2)
    SecurityFilterChain api(
            HttpSecurity http,
            AccessRules rules,
            Problems problems,
            CsrfTokenRepository tokens,
            SignIn signIn,
            AccessSettings settings)
            throws Exception {
        AuthenticationEntryPoint unknown = (request, response, refused) -> {
            if (refused instanceof HasToWait wait) {
                response.setHeader("Retry-After", Long.toString(wait.seconds()));
                problems.write(request, response, HttpStatus.TOO_MANY_REQUESTS, String.valueOf(wait.getMessage()));
                return;
            }
            if (!CrossSite.browser(request)) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"Silkroute\", charset=\"UTF-8\"");
            }
            problems.write(
                    request,
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "Send the name and password of a user (HTTP Basic), or an API token (Bearer).");
        };
        return http.securityMatcher("/api", "/api/**", "/actuator/**")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(request -> Addressed.path(request).equals("/actuator/prometheus")
                                && settings.prometheus() == AccessSettings.Prometheus.LOCAL
                                && local(request))
                        .permitAll()
                        .anyRequest()
                        .access(rules))
                .addFilterAfter(signIn.stillKnown(), SecurityContextHolderFilter.class)
                .addFilterBefore(signIn.tokens(unknown), BasicAuthenticationFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(unknown))
                .exceptionHandling(failing -> failing.authenticationEntryPoint(unknown)
                        .accessDeniedHandler((request, response, refused) -> {
                            if (SecurityContextHolder.getContext().getAuthentication() == null) {
                                // A form's token is looked for before the password: who sent neither is a stranger.
                                unknown.commence(request, response, new InsufficientAuthenticationException("nobody"));
                            } else {
                                denied(problems).handle(request, response, refused);
                            }
                        }))
                .csrf(csrf ->
                        csrf.csrfTokenRepository(tokens).ignoringRequestMatchers(SecurityConfiguration::byProgram))
                .addFilterBefore(new CrossSite(problems), CsrfFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::headers)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(
            HttpSecurity http,
            AccessRules rules,
            Problems problems,
            CsrfTokenRepository tokens,
            SignIn signIn,
            ObjectProvider<OidcSignIn> provider,
            ObjectProvider<OpenPaths> features)
            throws Exception {
        OidcSignIn oidc = provider.getIfAvailable();
        if (oidc != null) {
            oidc.into(http);
            // The form by which one signs out leads on to the provider, and browsers follow a form no farther than
            // that.
            http.headers(headers -> headers.addHeaderWriter((request, response) -> oidc.signOutOrigin()
                    .ifPresent(origin -> response.setHeader(
                            "Content-Security-Policy", CONTENT_POLICY.replace(FORMS, FORMS + " " + origin)))));
        }
        AuthenticationFailureHandler failed = (request, response, refused) -> response.sendRedirect(
                request.getContextPath() + (refused instanceof HasToWait ? "/login?wait" : "/login?error"));
        return http.addFilterAfter(signIn.stillKnown(), SecurityContextHolderFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/login", "/error")
                        .permitAll()
                        .requestMatchers(new PathsOf(features, OpenPaths::toAnybody))
                        .permitAll()
                        .anyRequest()
                        .access(rules))
                .formLogin(
                        form -> form.loginPage("/login").failureHandler(failed).permitAll())
                .logout(logout -> {
                    if (oidc == null) {
                        logout.logoutSuccessUrl("/login?logout");
                    }
                    logout.permitAll();
                })
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .addFilterBefore(new CrossSite(problems), CsrfFilter.class)
                .addFilterAfter(new FormToken(), CsrfFilter.class)
                .requestCache(cache -> cache.requestCache(new ReturnAddress()))
                .exceptionHandling(failing -> failing.accessDeniedHandler(SecurityConfiguration::page))
                .headers(SecurityConfiguration::headers)
                .build();
    }

    /** On every answer, an error's and a download's as well. */
    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(FEATURES));
    }

    /** A form's token is in a cookie and not in a session, which only a sign-in begins. */
    @Bean
    CsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    /**
     * An item's id is part of an address and may hold any printable character, a slash, backslash, percent sign or
     * semicolon among them. They come encoded and stay so until the address has been taken apart.
     */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedLineSeparator(true);
        firewall.setAllowUrlEncodedParagraphSeparator(true);
        firewall.setAllowBackSlash(true);
        firewall.getEncodedUrlBlocklist().removeAll(List.of("%3b", "%3B"));
        firewall.getDecodedUrlBlocklist().remove(";");
        return firewall;
    }

    /** A program's call: it names its user itself, see {@link CrossSite}. */
    private static boolean byProgram(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return TokenSignIn.named(request)
                || authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6);
    }

    /** A scraper on this machine; what a proxy forwards comes from elsewhere. */
    private static boolean local(HttpServletRequest request) {
        String from = request.getRemoteAddr();
        return ("127.0.0.1".equals(from) || "0:0:0:0:0:0:0:1".equals(from) || "::1".equals(from))
                && request.getHeader("Forwarded") == null
                && request.getHeader("X-Forwarded-For") == null;
    }

    private static AccessDeniedHandler denied(Problems problems) {
        return (request, response, refused) ->
                problems.write(request, response, HttpStatus.FORBIDDEN, sentence(refused));
    }

    /** The error's page finds the reason in the request. */
    private static void page(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        request.setAttribute(WebAttributes.ACCESS_DENIED_403, refused);
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    static String sentence(AccessDeniedException refused) {
        if (refused.getMessage() != null && refused.getMessage().equals(CrossSite.REFUSED)) {
            return CrossSite.REFUSED;
        }
        return refused instanceof CsrfException
                ? "The page is too old. Load it again and repeat what you did."
                : "Your role does not allow this. Viewers read, but no customers and orders of the mirror; operators"
                        + " also synchronize, pause, stop, replay, resolve, confirm removals and preview; admins do everything.";
    }
}
