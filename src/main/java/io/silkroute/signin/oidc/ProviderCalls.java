package io.silkroute.signin.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * Calls to the provider. Each ends after some seconds, whole answer included, and reads so much and no more; none is
 * redirected or repeated.
 */
final class ProviderCalls implements ClientHttpRequestInterceptor, ResourceRetriever {

    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final int LARGEST = 256 << 10;
    private static final Set<String> OF_THE_CLIENT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OF_THE_CLIENT.addAll(Set.of("Connection", "Content-Length", "Expect", "Host", "Upgrade"));
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST)
            .executor(Executors.newCachedThreadPool(ProviderCalls::thread))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ObjectMapper json;

    ProviderCalls(ObjectMapper json) {
        this.json = json;
    }

    // Begun by a request, it would belong to the server, which would then miss it when it stops.
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "oidc-provider");
        thread.setDaemon(true);
        thread.setContextClassLoader(ProviderCalls.class.getClassLoader());
        return thread;
    }

    /** @param token null: none is needed. @throws ProviderSilent unless it is JSON's object and a success */
    Map<String, Object> object(URI address, @Nullable String token) throws ProviderSilent {
        Answer answer = get(address, "application/json", token);
        try {
            Map<String, Object> object = json.readerForMapOf(Object.class).readValue(answer.body());
            if (object == null) {
                throw new ProviderSilent(address + " answers with null", null);
            }
            return object;
        } catch (JacksonException none) {
            throw new ProviderSilent(address + " answers with something else than a JSON object", none);
        }
    }

    /** Keys, for whoever verifies with them. */
    @Override
    public Resource retrieveResource(URL address) throws IOException {
        try {
            Answer answer = get(address.toURI(), "application/jwk-set+json, application/json", null);
            return new Resource(new String(answer.body(), StandardCharsets.UTF_8), "application/json");
        } catch (URISyntaxException e) {
            throw new ProviderSilent("The keys' address is none: " + address, e);
        }
    }

    private Answer get(URI address, String type, @Nullable String token) throws ProviderSilent {
        java.net.http.HttpRequest.Builder request =
                java.net.http.HttpRequest.newBuilder(address).header("Accept", type);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        Answer answer = send(request);
        if (answer.status() != 200) {
            throw new ProviderSilent(address + " answers with status " + answer.status(), null);
        }
        return answer;
    }

    /** A call that Spring has made up. */
    @Override
    public ClientHttpResponse intercept(HttpRequest asked, byte[] body, ClientHttpRequestExecution otherwise)
            throws IOException {
        java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(asked.getURI())
                .method(asked.getMethod().name(), java.net.http.HttpRequest.BodyPublishers.ofByteArray(body));
        asked.getHeaders().forEach((name, values) -> {
            if (!OF_THE_CLIENT.contains(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        Answer answer = send(request);
        if (answer.status() >= 500) {
            throw new ProviderSilent(asked.getURI() + " answers with status " + answer.status(), null);
        }
        return answer;
    }

    private Answer send(java.net.http.HttpRequest.Builder request) throws ProviderSilent {
        java.net.http.HttpRequest whole =
                request.header("User-Agent", "Silkroute").timeout(LONGEST).build();
        CompletableFuture<java.net.http.HttpResponse<byte[]>> answer = http.sendAsync(whole, head -> new Bounded());
        try {
            java.net.http.HttpResponse<byte[]> got = answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            HttpHeaders headers = new HttpHeaders();
            got.headers().map().forEach(headers::addAll);
            return new Answer(got.statusCode(), headers, got.body());
        } catch (ExecutionException | TimeoutException e) {
            Throwable why = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new ProviderSilent(whole.uri() + " does not answer: " + why, why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderSilent(whole.uri() + " was not waited for", e);
        } finally {
            answer.cancel(true);
        }
    }

    private record Answer(int status, HttpHeaders headers, byte[] body) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(status);
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {}
    }

    private static final class Bounded implements java.net.http.HttpResponse.BodySubscriber<byte[]> {

        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription more;

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            more = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (read.size() + buffer.remaining() > LARGEST) {
                    if (more != null) {
                        more.cancel();
                    }
                    body.completeExceptionally(new IOException("the answer is larger than " + LARGEST + " bytes"));
                    return;
                }
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                read.write(bytes, 0, bytes.length);
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(read.toByteArray());
        }
    }
}
