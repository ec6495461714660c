package io.silkroute.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hands the body of what comes by one door to its route unread. Camel's HTTP consumer would unpack it and read it to its
 * end, into memory, before the route begins; it is told that there is none.
 */
public abstract class UnreadBody extends OncePerRequestFilter {

    private static final String BODY = UnreadBody.class.getName();
    private static final String QUERY = BODY + ".query";

    private final String door;

    /** @param door with which the paths begin, such as {@code /pim/} */
    protected UnreadBody(String door) {
        this.door = door;
    }

    /** The body of a request that came through such a filter. */
    public static ServletInputStream of(HttpServletRequest request) {
        return (ServletInputStream) request.getAttribute(BODY);
    }

    /** What stood behind the question mark of such a request. */
    public static @Nullable String queryOf(HttpServletRequest request) {
        return (String) request.getAttribute(QUERY);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Addressed.path(request).startsWith(door);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(BODY, request.getInputStream());
        request.setAttribute(QUERY, request.getQueryString());
        chain.doFilter(new Bodiless(request), response);
    }

    private static final class Bodiless extends HttpServletRequestWrapper {

        Bodiless(HttpServletRequest request) {
            super(request);
        }

        @Override
        public int getContentLength() {
            return 0;
        }

        // Such a request has no parameters. Looking for some would read a form's body, and fail on what is none.

        @Override
        public @Nullable String getQueryString() {
            return null;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
