package io.silkroute.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The HTTP client of the benchmark: pooled, kept alive, as bare as it gets. */
final class Web {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final CloseableHttpClient SHARED = client(64);

    private Web() {}

    record Reply(int status, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() throws IOException {
            if (status >= 300) {
                throw new IOException(status + ": " + text());
            }
            return JSON.readTree(body);
        }
    }

    static CloseableHttpClient client(int connections) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setSocketTimeout(Timeout.ofSeconds(60))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .build())
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setTcpNoDelay(true).build())
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    static Reply get(URI address, Map<String, String> headers) throws IOException {
        return send(SHARED, new HttpGet(address), headers);
    }

    static Reply post(URI address, Map<String, String> headers, String json) throws IOException {
        HttpPost post = new HttpPost(address);
        post.setEntity(new ByteArrayEntity(json.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        return send(SHARED, post, headers);
    }

    static Reply put(URI address, Map<String, String> headers) throws IOException {
        return send(SHARED, new org.apache.hc.client5.http.classic.methods.HttpPut(address), headers);
    }

    static Reply send(CloseableHttpClient client, HttpUriRequestBase request, Map<String, String> headers)
            throws IOException {
        headers.forEach(request::setHeader);
        return client.execute(
                request,
                response -> new Reply(
                        response.getCode(),
                        response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity())));
    }
}
