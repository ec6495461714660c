package io.silkroute.delivery;

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
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Calls addresses that somebody else has written into the configuration. What a name stands for is looked up and checked
 * for each connection, and the connection is made to what was checked: a name that means another machine a moment later
 * leads nowhere. No redirects, no cookies, no credentials; a call has a time by which it is over whatever the receiver
 * does, and of an answer no more is read than is kept.
 */
@Component
@EnableConfigurationProperties(DeliverySettings.class)
class ReceiverCalls implements DisposableBean {

    private static final ContentType JSON = ContentType.create("application/json");
    private static final int ANSWER = 500;
    private static final int MOST_OF_RECEIVER = 8;
    private static final int MOST = 200;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final TimeValue IDLE = TimeValue.ofSeconds(20);
    private static final TimeValue LONGEST_LIVED = TimeValue.ofMinutes(1);

    private final DeliverySettings settings;
    private final Clock clock;
    private final CloseableHttpClient outside;
    private final CloseableHttpClient inside;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "delivery-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    @Autowired
    ReceiverCalls(DeliverySettings settings, Clock clock) {
        this(settings, clock, InetAddress::getAllByName);
    }

    ReceiverCalls(DeliverySettings settings, Clock clock, NameLookup names) {
        this.settings = settings;
        this.clock = clock;
        this.outside = client(new CheckedNames(names, false));
        this.inside = client(new CheckedNames(names, true));
    }

    /** What a host's name stands for. */
    interface NameLookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private record CheckedNames(NameLookup names, boolean inside) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = names.addresses(host);
            for (InetAddress one : found) {
                if (!inside && !PublicAddress.is(one)) {
                    throw new WithinTheNetwork(host);
                }
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final class WithinTheNetwork extends UnknownHostException {

        private static final long serialVersionUID = 1;

        WithinTheNetwork(String host) {
            super(host + " stands for an address within the own network, which is not called unless"
                    + " notifications.allow-private-addresses is true.");
        }
    }

    private CloseableHttpClient client(DnsResolver names) {
        Timeout timeout = Timeout.of(settings.timeout());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setMaxConnPerRoute(MOST_OF_RECEIVER)
                        .setMaxConnTotal(MOST)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .setTimeToLive(LONGEST_LIVED)
                                .build())
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
                .disableContentCompression()
                .evictIdleConnections(IDLE)
                .setUserAgent("Silkroute")
                .build();
    }

    /** @param allowed addresses within the own network, too */
    ReceiverAnswer post(URI url, boolean allowed, Map<String, String> headers, String body) {
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), JSON));
        long begun = System.nanoTime();
        Answered answered = new Answered();
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> {
                    answered.late = true;
                    request.cancel();
                },
                settings.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            (allowed ? inside : outside).execute(request, response -> {
                answered.status = response.getCode();
                answered.retryAfter = retryAfter(response);
                answered.text = beginning(response, request);
                return null;
            });
        } catch (IOException | RuntimeException failure) {
            if (answered.status == null) {
                return new ReceiverAnswer(null, answered.late ? late() : sentence(failure), null, null, since(begun));
            } // what came behind the answer's beginning is nobody's business
        } finally {
            deadline.cancel(false);
        }
        return new ReceiverAnswer(answered.status, null, answered.text, answered.retryAfter, since(begun));
    }

    private static final class Answered {
        private volatile @Nullable Integer status;
        private volatile @Nullable String text;
        private volatile @Nullable Duration retryAfter;
        private volatile boolean late;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String beginning(ClassicHttpResponse response, HttpPost request) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        try (InputStream content = entity.getContent()) {
            byte[] read = content.readNBytes(ANSWER);
            if (read.length == ANSWER) {
                request.cancel(); // the rest is not read, not even to keep the connection
            }
            return new String(read, StandardCharsets.UTF_8)
                    .replaceAll("[\\p{Cntrl}\uFFFD]+", " ")
                    .strip();
        }
    }

    private @Nullable Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null || header.getValue() == null) {
            return null;
        }
        String value = header.getValue().strip();
        try {
            Duration wait = value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private String late() {
        return "There was no answer within " + settings.timeout().toSeconds() + " s.";
    }

    private String sentence(Exception failure) {
        if (failure instanceof WithinTheNetwork) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof UnknownHostException) {
            return "Nobody knows the host's name.";
        }
        if (failure instanceof InterruptedIOException) {
            return late();
        }
        if (failure instanceof SSLException) {
            return "The connection is not trusted: " + Objects.toString(failure.getMessage(), failure.toString());
        }
        return "There was no answer: " + Objects.toString(failure.getMessage(), failure.toString());
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        outside.close();
        inside.close();
    }
}
