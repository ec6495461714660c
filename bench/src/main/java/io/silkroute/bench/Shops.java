package io.silkroute.bench;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The shops of the benchmark: the lean one, and the product's own sandbox, which is a strict one. */
sealed interface Shops extends AutoCloseable {

    String TOKEN = "token-of-the-shop";
    Map<String, String> ACCESS = Map.of("X-Shopify-Access-Token", TOKEN);

    Launched process();

    URI address();

    /** A line a product: identity, title, {@code sku=price}. */
    List<String> products() throws IOException;

    JsonNode state() throws IOException;

    void control(String json) throws IOException;

    default void empty() throws IOException {
        control(this instanceof Lean ? "{\"reset\":true}" : "{\"clear\":true}");
    }

    @Override
    default void close() throws InterruptedException {
        process().close();
    }

    record Lean(Launched process, URI address) implements Shops {

        static Lean start(Path folder, int port) throws IOException, InterruptedException {
            URI address = URI.create("http://127.0.0.1:" + port);
            Launched process = Launched.java(
                    "lean-shop",
                    folder,
                    "-Xmx2g -XX:+UseParallelGC",
                    "-cp",
                    System.getProperty("java.class.path")
                            .replace(
                                    "bench/target",
                                    Path.of("bench/target").toAbsolutePath().toString()),
                    "io.silkroute.bench.shop.LeanShop",
                    Integer.toString(port));
            return new Lean(process.ready(address.resolve("/bench/state"), Map.of()), address);
        }

        @Override
        public List<String> products() throws IOException {
            return lines("/bench/products");
        }

        List<String> lines(String path) throws IOException {
            return Web.get(address.resolve(path), Map.of()).text().lines().toList();
        }

        @Override
        public JsonNode state() throws IOException {
            return Web.get(address.resolve("/bench/state"), Map.of()).json();
        }

        @Override
        public void control(String json) throws IOException {
            Web.Reply reply = Web.post(address.resolve("/bench/control"), Map.of(), json);
            if (reply.status() != 200) {
                throw new IOException("The lean shop answered " + reply.status());
            }
        }
    }

    record Sandbox(Launched process, URI address) implements Shops {

        static Sandbox start(Path jar, Path folder, int port) throws IOException, InterruptedException {
            URI address = URI.create("http://127.0.0.1:" + port);
            Launched process = Launched.java(
                    "sandbox",
                    folder,
                    "-Xmx2g -XX:+UseParallelGC",
                    "-jar",
                    jar.toString(),
                    "--sandbox-only",
                    "--server.port=" + port,
                    "--silkroute.sandbox.access-token=" + TOKEN,
                    "--silkroute.sandbox.plan=unlimited");
            return new Sandbox(process.ready(address.resolve("/sandbox/state"), ACCESS), address);
        }

        @Override
        public List<String> products() throws IOException {
            byte[] body =
                    Web.get(address.resolve("/sandbox/products.jsonl"), ACCESS).body();
            List<String> products = new ArrayList<>();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode product = Web.JSON.readTree(line);
                String identity = "";
                for (JsonNode metafield : product.path("metafields")) {
                    if (metafield.path("key").asString("").equals("item_id")) {
                        identity = metafield.path("value").asString("");
                    }
                }
                List<String> sold = new ArrayList<>();
                product.path("variants")
                        .forEach(variant -> sold.add(variant.path("sku").asString("") + "="
                                + Catalogue.price(variant.path("price").asString(""))));
                products.add(Catalogue.line(identity, product.path("title").asString(""), sold));
            }
            return products;
        }

        @Override
        public JsonNode state() throws IOException {
            return Web.get(address.resolve("/sandbox/state"), ACCESS).json();
        }

        @Override
        public void control(String json) throws IOException {
            Web.post(address.resolve("/sandbox/control"), ACCESS, json).json();
        }
    }
}
