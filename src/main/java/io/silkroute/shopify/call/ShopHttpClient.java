package io.silkroute.shopify.call;

import io.silkroute.shopify.ShopifySettings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client below camel-http: pooled, without redirects, cookies or retries of its own, every answer
 * bounded.
 */
class ShopHttpClient implements HttpClientConfigurer {

    private static final int MANY_SHOPS = 8;
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);
    private static final TimeValue CHECK_AFTER = TimeValue.ofSeconds(2);

    private final ShopifySettings settings;
    private final long answerLimit;

    ShopHttpClient(ShopifySettings settings, long answerLimit) {
        this.settings = settings;
        this.answerLimit = answerLimit;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout answer = Timeout.of(settings.answerTimeout());
        client.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(settings.concurrency() + 2)
                        .setMaxConnTotal((settings.concurrency() + 2) * MANY_SHOPS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(answer)
                                .setValidateAfterInactivity(CHECK_AFTER)
                                .build())
                        .setDefaultSocketConfig(SocketConfig.custom()
                                .setTcpNoDelay(true)
                                .setSoTimeout(answer)
                                .build())
                        .build())
                .setConnectionManagerShared(false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(answer)
                        .setResponseTimeout(answer)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(IDLE)
                .setUserAgent("Silkroute")
                .addExecInterceptorLast("watched", (request, scope, chain) -> {
                    OpenCalls.sending(scope.execRuntime);
                    return chain.proceed(request, scope);
                })
                // Outside of what unpacks an answer: a packed one may be a thousand times as large.
                .addExecInterceptorFirst("bounded", (request, scope, chain) -> {
                    ClassicHttpResponse response = chain.proceed(request, scope);
                    HttpEntity entity = response.getEntity();
                    if (entity != null) {
                        response.setEntity(new Bounded(entity, answerLimit, scope.execRuntime));
                    }
                    return response;
                });
    }

    private static final class Bounded extends HttpEntityWrapper {

        private final long limit;
        private final ExecRuntime connection;

        Bounded(HttpEntity entity, long limit, ExecRuntime connection) {
            super(entity);
            this.limit = limit;
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new BoundedStream(super.getContent(), limit, connection);
        }
    }

    private static final class BoundedStream extends FilterInputStream {

        private final ExecRuntime connection;
        private long left;

        BoundedStream(InputStream in, long limit, ExecRuntime connection) {
            super(in);
            this.left = limit;
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                connection.discardEndpoint(); // the rest is not read either
                throw new IOException("The answer is larger than the limit (silkroute.shopify.answer-limit).");
            }
        }
    }
}
