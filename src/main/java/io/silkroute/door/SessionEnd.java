package io.silkroute.door;

import io.silkroute.access.AccessSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session some time after the sign-in, however busy it is, and earlier when its user has asked for nothing for as
 * long as the server allows ({@code server.servlet.session.timeout}): the server itself counts what an open page asks for
 * as well. A session begins with the sign-in and not before.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
class SessionEnd extends OncePerRequestFilter {

    private static final String USED = SessionEnd.class.getName() + ".used";

    private final Clock clock;
    private final Duration longest;

    SessionEnd(Clock clock, AccessSettings settings) {
        this.clock = clock;
        this.longest = settings.session();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null) {
            Instant now = clock.instant();
            if (over(session, now)) {
                session.invalidate();
            } else if (!Background.is(request)) {
                session.setAttribute(USED, now);
            }
        }
        chain.doFilter(request, response);
    }

    private boolean over(HttpSession session, Instant now) {
        Instant begun = Instant.ofEpochMilli(session.getCreationTime());
        Instant used = session.getAttribute(USED) instanceof Instant known ? known : begun;
        int idle = session.getMaxInactiveInterval();
        return begun.plus(longest).isBefore(now)
                || idle > 0 && used.plusSeconds(idle).isBefore(now);
    }
}
