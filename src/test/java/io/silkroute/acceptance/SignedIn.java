package io.silkroute.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A person in front of the console: follows links and sends forms as they stand on the pages. */
final class SignedIn {

    private final URI address;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http;

    private SignedIn(URI address) {
        this.address = address;
        this.http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    static SignedIn as(URI address, String name, String password) {
        SignedIn person = new SignedIn(address);
        Element form = person.get("/login").document().selectFirst("form");
        Page home = person.submit(form, Map.of("username", name, "password", password));
        if (home.uri().getPath().equals("/login")) {
            throw new IllegalStateException(name + " cannot sign in");
        }
        return person;
    }

    /** Somebody who has not signed in. */
    static SignedIn notAtAll(URI address) {
        return new SignedIn(address);
    }

    record Page(int status, URI uri, String text, HttpHeaders headers) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        Document document() {
            return Jsoup.parse(text, uri.toString());
        }

        Element one(String selector) {
            return document().select(selector).stream()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + selector + " in\n" + text));
        }

        String told(String selector) {
            return document().select(selector).text();
        }
    }

    /** As a script of the page sets it. */
    void cookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(address, cookie);
    }

    /** The data of server-sent events, as long as the test lasts. */
    BlockingQueue<String> events(String path) {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        var unused = http.sendAsync(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(told)));
        return told;
    }

    private static final class Lines implements Flow.Subscriber<String> {

        private final BlockingQueue<String> told;

        Lines(BlockingQueue<String> told) {
            this.told = told;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("data:")) {
                told.add(line.substring("data:".length()));
            }
        }

        @Override
        public void onError(Throwable gone) {}

        @Override
        public void onComplete() {}
    }

    Page get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    Page follow(Element link) {
        return get(link.attr("href"));
    }

    /** Sends a form with its hidden fields, and these. */
    /** What a browser would send of a form as it stands. */
    static Map<String, String> filled(Element form) {
        Map<String, String> filled = new HashMap<>();
        form.select("input[name]:not([type=checkbox]), textarea[name]")
                .forEach(field -> filled.put(field.attr("name"), field.val()));
        form.select("input[type=checkbox][checked]").forEach(field -> filled.put(field.attr("name"), "true"));
        form.select("select[name]")
                .forEach(field -> filled.put(
                        field.attr("name"), field.select("option[selected]").val()));
        return filled;
    }

    Page submit(Element form, Map<String, String> filled) {
        TreeMap<String, String> fields = new TreeMap<>();
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        fields.putAll(filled);
        return post(form.attr("action"), fields);
    }

    Page submit(Element form) {
        return submit(form, Map.of());
    }

    Page post(String path, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Page(response.statusCode(), response.uri(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
