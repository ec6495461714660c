package io.silkroute.door;

import io.silkroute.access.OpenPaths;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Requests with a body, each of which keeps a thread for as long as its body comes: some at a time, so that others are
 * answered, and each in a time that grows with its size. A body that nobody signed is small or not read at all.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class Bodies extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final long LARGEST_FORM = 2 << 20;
    private static final String TOO_LARGE = "The form is larger than 2 MB. Nothing of it was read.";
    private static final String UNSIGNED_TOO_LARGE =
            "Nothing of this was read, because it is too large for somebody who is not signed in. Send name and password,"
                    + " or a token, with the request.";
    private static final String BUSY =
            "Too many bodies are being received. Nothing of this one was read; send it again in some seconds.";

    private final DoorSettings settings;
    private final Problems problems;
    private final List<PathPattern> ownLock;
    private final Semaphore all;
    private final Semaphore unsigned;

    Bodies(DoorSettings settings, Problems problems, ObjectProvider<OpenPaths> features) {
        this.settings = settings;
        this.problems = problems;
        this.ownLock = features.stream()
                .flatMap(feature -> feature.withOwnLock().stream())
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
        this.all = new Semaphore(settings.bodies());
        this.unsigned = new Semaphore(settings.strangersBodies());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST || !hasBody(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (READING.contains(request.getMethod())) {
            // What is only read has no body that anybody asks for. Some would wait for it all the same.
            chain.doFilter(new FormRequest(request, new byte[0]), response);
            return;
        }
        boolean signed = signed(request);
        long largest = signed ? LARGEST_FORM : settings.strangersBody().toBytes();
        ServletInputStream body = request.getInputStream();
        if ((!signed || isForm(request)) && request.getContentLengthLong() > largest) {
            refuse(request, response, HttpStatus.CONTENT_TOO_LARGE, signed ? TOO_LARGE : UNSIGNED_TOO_LARGE);
            return;
        }
        Semaphore places = signed ? all : unsigned;
        if (!places.tryAcquire()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, BUSY);
            return;
        }
        try {
            TimedBody timed = new TimedBody(
                    body,
                    signed ? settings.bodyTime() : settings.strangersBodyTime(),
                    settings.slowestBody().toBytes(),
                    signed && !isForm(request) ? Long.MAX_VALUE : largest);
            answer(request, response, chain, timed);
        } finally {
            places.release();
        }
    }

    // The server would read a form by itself, for as long as that takes.
    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain, TimedBody body)
            throws ServletException, IOException {
        HttpServletRequest timed = new TimedRequest(request, body);
        if (isForm(request)) {
            try {
                timed = new FormRequest(request, body.readAllBytes());
            } catch (IOException e) {
                HttpStatus status = e instanceof SocketTimeoutException
                        ? HttpStatus.REQUEST_TIMEOUT
                        : body.tooLarge() ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST;
                refuse(request, response, status, "The form could not be read to its end. Send it again.");
                return;
            } catch (IllegalArgumentException e) {
                refuse(request, response, HttpStatus.BAD_REQUEST, "The form is not encoded as it should be.");
                return;
            }
        }
        chain.doFilter(timed, response);
    }

    // Whether by the right password or token is looked at before the body is. A form that has one belongs to a session,
    // which begins with a sign-in. A door with a lock of its own looks after what it reads.
    private boolean signed(HttpServletRequest request) {
        return request.getSession(false) != null
                || !isForm(request) && request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || ownLock.stream()
                        .anyMatch(pattern ->
                                pattern.matches(RequestPath.parse(request.getRequestURI(), request.getContextPath())
                                        .pathWithinApplication()));
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String sentence)
            throws IOException {
        problems.write(request, response, status, sentence);
    }

    private static final class TimedRequest extends HttpServletRequestWrapper {

        private final TimedBody body;

        TimedRequest(HttpServletRequest request, TimedBody body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }
    }
}
