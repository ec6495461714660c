package io.silkroute.fetch;

import io.silkroute.connector.config.PublicAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * One call. What a name stands for is checked for each connection: never where a cloud keeps its machines' credentials. No
 * redirects, as what is shown goes nowhere else; no cookies; a time by which it is over and a size beyond which nothing is
 * read, whatever the other does.
 */
@Component
@EnableConfigurationProperties(FetchSettings.class)
class SourceHttp implements DisposableBean {

    private static final int BEGINNING = 500;
    private static final TimeValue IDLE = TimeValue.ofSeconds(20);

    private final Clock clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fetch-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    SourceHttp(FetchSettings settings, Clock clock) {
        this.clock = clock;
        Timeout timeout = Timeout.of(settings.timeout());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedNames())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(IDLE)
                .setUserAgent("Silkroute")
                .build();
    }

    private static final class CheckedNames implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = InetAddress.getAllByName(host);
            for (InetAddress one : found) {
                if (!PublicAddress.mayBeAsked(one)) {
                    throw new NoPim(host);
                }
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final class NoPim extends UnknownHostException {

        private static final long serialVersionUID = 1;

        NoPim(String host) {
            super(host + " stands for an address at which no PIM is, and which is never called.");
        }
    }

    /** @param body null: nothing is sent, something is asked for */
    record Request(
            URI address,
            Map<String, String> headers,
            @Nullable String body) {

        @Override
        public String toString() {
            return "Request[…]";
        }
    }

    /**
     * @param failure why there was no answer; null: there was one
     * @param tooLarge it was not read to its end
     */
    record Response(
            int status,
            byte[] body,
            boolean tooLarge,
            List<String> links,
            @Nullable Duration retryAfter,
            Instant at,
            @Nullable String failure) {

        String beginning() {
            return new String(Arrays.copyOf(body, Math.min(body.length, BEGINNING)), StandardCharsets.UTF_8);
        }
    }

    Response call(Request of, Duration timeout, DataSize most) {
        HttpUriRequestBase request = of.body() == null ? new HttpGet(of.address()) : new HttpPost(of.address());
        of.headers().forEach(request::setHeader);
        if (of.body() != null) {
            request.setEntity(new ByteArrayEntity(of.body().getBytes(StandardCharsets.UTF_8), null));
        }
        Instant begun = clock.instant();
        ScheduledFuture<?> deadline = deadlines.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> read(response, request, begun, most));
        } catch (IOException | RuntimeException failure) {
            return new Response(
                    0, new byte[0], false, List.of(), null, begun, sentence(failure, timeout, request.isCancelled()));
        } finally {
            deadline.cancel(false);
        }
    }

    private Response read(ClassicHttpResponse response, HttpUriRequestBase request, Instant begun, DataSize most)
            throws IOException {
        byte[] body = new byte[0];
        boolean tooLarge = false;
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            try (InputStream content = entity.getContent()) {
                int bound = Math.toIntExact(most.toBytes());
                body = content.readNBytes(bound);
                tooLarge = body.length == bound && content.read() >= 0;
                if (tooLarge) {
                    request.cancel(); // the rest is not read, not even to keep the connection
                }
            } catch (IOException broken) {
                if (!tooLarge) {
                    throw broken;
                }
            }
        }
        Instant at = time(response.getFirstHeader("Date"));
        return new Response(
                response.getCode(),
                body,
                tooLarge,
                Arrays.stream(response.getHeaders("Link")).map(Header::getValue).toList(),
                retryAfter(response),
                at == null ? begun : at,
                null);
    }

    private static @Nullable Instant time(@Nullable Header header) {
        try {
            return header == null || header.getValue() == null
                    ? null
                    : ZonedDateTime.parse(header.getValue().strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private @Nullable Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        String value = header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Instant at = time(header);
        Duration wait = at == null ? null : Duration.between(clock.instant(), at);
        return wait != null && wait.isNegative() ? Duration.ZERO : wait;
    }

    private static String sentence(Exception failure, Duration timeout, boolean late) {
        if (failure instanceof NoPim) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof UnknownHostException) {
            return "Nobody knows the name of the PIM's host.";
        }
        if (late || failure instanceof InterruptedIOException) {
            return "The PIM did not answer within " + timeout.toSeconds() + " s.";
        }
        if (failure instanceof SSLException) {
            return "The connection to the PIM is not trusted: "
                    + ShownText.shown(Objects.toString(failure.getMessage(), failure.toString()));
        }
        return "The PIM did not answer: " + ShownText.shown(Objects.toString(failure.getMessage(), failure.toString()))
                + ".";
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
