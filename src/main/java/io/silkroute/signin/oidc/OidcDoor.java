package io.silkroute.signin.oidc;

import io.silkroute.signin.Backoff;
import io.silkroute.signin.HasToWait;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a few at a time to the provider and back, because each may wait for it. By then the provider has said who it is.
 */
final class OidcDoor extends OncePerRequestFilter {

    private static final int AT_A_TIME = 8;
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final RequestMatcher both = new OrRequestMatcher(
            PathPatternRequestMatcher.withDefaults().matcher(Provider.BEGIN),
            PathPatternRequestMatcher.withDefaults().matcher(Provider.RETURN));
    private final Provider provider;
    private final Backoff backoff;
    private final OidcRefusals refusals;

    OidcDoor(Provider provider, Backoff backoff, OidcRefusals refusals) {
        this.provider = provider;
        this.backoff = backoff;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !both.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            refusals.tell(request, response, new HasToWait(A_MOMENT));
            return;
        }
        try {
            backoff.check("", request.getRemoteAddr());
            provider.asked();
            chain.doFilter(request, response);
        } catch (ProviderSilent silent) {
            refusals.tellSilence(request, response);
        } catch (HasToWait | IllegalArgumentException | ClassCastException refused) {
            // Claims of a type or with a value that none may have are met where they are read.
            refusals.tell(request, response, refused);
        } finally {
            places.release();
        }
    }
}
