package io.silkroute.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Who may do what by HTTP. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Doors with a lock of their own: the PIM's token, Shopify's HMAC, the sandbox's access token. */
    private static final String[] OWN_LOCK = {
        "/pim/**",
        "/shopify/**",
        "/admin/**",
        "/sandbox/control",
        "/sandbox/control/**",
        "/sandbox/state",
        "/sandbox/*.jsonl",
        "/sandbox/files/**",
        "/sandbox/results/**"
    };

    private static final String[] OPEN = {
        "/login", "/error", "/assets/**", "/css/**", "/js/**", "/images/**", "/favicon.ico", "/favicon.svg"
    };

    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' https: data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain doorsWithTheirOwnLock(HttpSecurity http) throws Exception {
        return http.securityMatchers(
                        doors -> doors.requestMatchers(OWN_LOCK).requestMatchers(SecurityConfiguration::uploading))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    // A path pattern speaks of the path below a servlet's own, and the sandbox takes uploads in a servlet of its own.
    private static boolean uploading(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/sandbox/upload/");
    }

    /** Programs send name and password with every call; the console's pages come with their session. */
    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, Problems problems) throws Exception {
        AuthenticationEntryPoint unknown = (request, response, refused) -> {
            if (!"XMLHttpRequest".equals(request.getHeader("X-Requested-With"))) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"Silkroute\", charset=\"UTF-8\"");
            }
            problems.write(
                    request, response, HttpStatus.UNAUTHORIZED, "Send the name and password of a user (HTTP Basic).");
        };
        return http.securityMatcher("/api", "/api/**", "/actuator/**")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(request ->
                                request.getRequestURI().endsWith("/actuator/prometheus") && Deeds.local(request))
                        .permitAll()
                        .requestMatchers(Deeds::reading)
                        .authenticated()
                        .requestMatchers(Deeds::operating)
                        .hasAnyRole("ADMIN", "OPERATOR")
                        .anyRequest()
                        .hasRole("ADMIN"))
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
                .csrf(csrf -> csrf.ignoringRequestMatchers(Deeds::basic))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(Deeds::reading)
                        .authenticated()
                        .requestMatchers(Deeds::operating)
                        .hasAnyRole("ADMIN", "OPERATOR")
                        .anyRequest()
                        .hasRole("ADMIN"))
                .formLogin(form -> form.loginPage("/login").permitAll())
                .logout(logout -> logout.logoutSuccessUrl("/login?logout").permitAll())
                .exceptionHandling(failing -> failing.accessDeniedHandler(SecurityConfiguration::page))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
                .build();
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
        return refused instanceof CsrfException
                ? "The page is too old. Load it again and repeat what you did."
                : "Your role does not allow this. Viewers read; operators also replay, resolve and preview; admins do"
                        + " everything.";
    }
}
