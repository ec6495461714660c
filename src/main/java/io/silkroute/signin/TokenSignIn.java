package io.silkroute.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** A program that names itself by a token. It acts under the token's name and with its role. */
public final class TokenSignIn extends OncePerRequestFilter {

    private final ApiTokens tokens;
    private final AuthenticationEntryPoint unknown;

    TokenSignIn(ApiTokens tokens, AuthenticationEntryPoint unknown) {
        this.tokens = tokens;
        this.unknown = unknown;
    }

    /** Whether the request names a token, be it the right one or not. */
    public static boolean named(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    /** The name under which a token's calls go. */
    static String user(String token) {
        return "token " + token;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!named(request)) {
            chain.doFilter(request, response);
            return;
        }
        String token = request.getHeader("Authorization").substring(7).strip();
        Optional<ApiTokens.ApiToken> known = tokens.used(token);
        if (known.isEmpty()) {
            unknown.commence(request, response, new BadCredentialsException("no such token"));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                user(known.get().name()),
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + known.get().role().name()))));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }
}
