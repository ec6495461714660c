package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files as shops and PIMs export them, from the inbox and by HTTP, into a shop. */
class FileSourcesAcceptanceTest {

    private static final String SHOPIFY = """
            Handle,Title,Vendor,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Status
            tee,Harbour tee,Nordkai,"summer, cotton",Size,S,TEE-S,3,29.90,39.90,active
            tee,,,,,M,TEE-M,4,29.90,,
            mug,Mug,Nordkai,,Title,Default Title,MUG,5,12.00,,active
            hat,Hat,Nordkai,,Title,Default Title,HAT,5,a lot,,active
            """;

    private static final String WOOCOMMERCE = """
            ID;Type;UGS;Nom;Publié;Tarif promo;Tarif régulier;Catégories;Parent;Nom de l’attribut 1;Valeur(s) de l’attribut 1
            10;variable;PULL;Pull à col bateau;1;;;Vêtements > Pulls;;Taille;S, M
            11;variation;PULL-S;;1;39,90;49,90;;PULL;Taille;S
            12;variation;PULL-M;;1;;1 049,90;;id:10;Taille;M
            """;

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static Path inbox;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.inbox-poll=100",
                "silkroute.inbox-settle=50",
                "silkroute.run.watch-period=200",
                "silkroute.run.watch-delay=100");
        silkroute = application.silkroute;
        inbox = Path.of(application.context.getEnvironment().getRequiredProperty("silkroute.inbox"));
    }

    private static Path drop(String connector, String name, byte[] content) throws IOException {
        Path folder = Files.createDirectories(inbox.resolve(connector));
        Path writing = Files.write(folder.resolve(name + ".part"), content);
        return Files.move(writing, folder.resolve(name)).getParent();
    }

    private static void answered(Path file) {
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file));
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static List<String> prices(String product) {
        List<String> prices = new ArrayList<>();
        silkroute
                .products()
                .get(product)
                .path("variants")
                .forEach(variant -> prices.add(variant.path("sku").asString() + " "
                        + variant.path("price").asString()));
        return prices;
    }

    @Test
    void a_shopify_export_in_the_inbox_is_in_the_shop_and_what_was_refused_is_a_table() throws Exception {
        silkroute.connect("inbox", "{}");

        Path folder = drop("inbox", "products.csv", SHOPIFY.getBytes(StandardCharsets.UTF_8));
        answered(folder.resolve("done/products.csv"));
        silkroute.runAfter("inbox", "");

        assertThat(prices("tee")).containsExactly("TEE-S 29.90", "TEE-M 29.90");
        assertThat(prices("mug")).containsExactly("MUG 12.00");
        assertThat(silkroute.products()).doesNotContainKey("hat");
        assertThat(silkroute.products().get("tee").path("title").asString()).isEqualTo("Harbour tee");
        assertThat(Files.readString(folder.resolve("done/products.csv.refused.csv")))
                .startsWith("row,column,value,type,id,reason")
                .contains("5,Variant Price,a lot,product,hat,");
        JsonNode report = Silkroute.JSON.readTree(Files.readString(folder.resolve("done/products.csv.report.json")));
        assertThat(report.path("accepted").asInt()).isEqualTo(4);
        JsonNode refusal = silkroute
                .get("/api/connectors/inbox/receipts/" + report.path("receipt").asString())
                .json()
                .path("rejections")
                .path(0);
        assertThat(refusal.path("row").asInt()).isEqualTo(5);
        assertThat(refusal.path("column").asString()).isEqualTo("Variant Price");
        assertThat(refusal.path("value").asString()).isEqualTo("a lot");
        assertThat(silkroute.status("inbox").path("refused").asInt()).isEqualTo(1);
    }

    @Test
    void a_french_woocommerce_export_that_is_sent_is_in_the_shop() throws Exception {
        silkroute.connect("sent", "{}");

        Silkroute.Response sent = silkroute.pushFile("sent", "", WOOCOMMERCE.getBytes(Charset.forName("windows-1252")));

        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        assertThat(sent.json().path("accepted").asInt()).isEqualTo(5);
        assertThat(sent.json().path("warnings").path(0).path("reason").asString())
                .contains("read as Windows-1252");
        silkroute.runAfter("sent", "");
        assertThat(prices("PULL")).containsExactly("PULL-S 39.90", "PULL-M 1049.90");
        assertThat(silkroute.products().get("PULL").path("title").asString()).isEqualTo("Pull à col bateau");
        assertThat(silkroute.collections()).containsKeys("Vêtements > Pulls");
    }

    @Test
    void what_a_full_file_does_not_hold_is_gone_and_a_partial_file_takes_nothing_away() throws Exception {
        silkroute.connect("full", "{\"export\":{\"disableDeletions\":false}}");
        String header = "SKU,Name,Price\n";
        String rows = "F-1,One,1.50\nF-2,Two,2.50\nF-3,Three,3.50\n";
        Path folder = drop("full", "stock.csv.gz", packed(header + rows));
        answered(folder.resolve("done/stock.csv.gz"));
        silkroute.runAfter("full", "");

        Silkroute.Response partial =
                silkroute.pushFile("full", "", (header + "F-1,Uno,1.50\n").getBytes(StandardCharsets.UTF_8));
        assertThat(partial.json().path("accepted").asInt()).isEqualTo(1);
        silkroute.settled("full");
        assertThat(silkroute.item("full", "product", "F-3").path("deleted").asBoolean(false))
                .isFalse();

        // A row that is faulty is not gone.
        drop("full", "all.full.csv", (header + "F-1,Uno,1.50\nF-2,Two,free\n").getBytes(StandardCharsets.UTF_8));
        answered(folder.resolve("done/all.full.csv"));
        silkroute.settled("full");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> silkroute
                        .products()
                        .get("F-3")
                        .path("status")
                        .asString()
                        .equals("ARCHIVED"));
        assertThat(silkroute.products().get("F-2").path("status").asString()).isEqualTo("ACTIVE");
        assertThat(silkroute.products().get("F-1").path("title").asString()).isEqualTo("Uno");
    }

    @Test
    void a_file_that_nobody_knows_is_answered_and_a_preview_takes_nothing_in() throws Exception {
        silkroute.connect("unknown", "{}");
        Path folder = drop("unknown", "odd.csv", "Foo,Bar\n1,2\n".getBytes(StandardCharsets.UTF_8));
        answered(folder.resolve("failed/odd.csv"));
        assertThat(Files.readString(folder.resolve("failed/odd.csv.report.json")))
                .contains("No profile knows a file with the columns Foo, Bar");

        Silkroute.Response preview = silkroute.post(
                "/api/connectors/unknown/files/preview", "text/csv", SHOPIFY.getBytes(StandardCharsets.UTF_8));
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.json().path("profile").asString()).isEqualTo("shopify");
        assertThat(preview.json().path("made").asInt()).isEqualTo(4);
        assertThat(preview.json().path("columns").path("Handle").asString()).isEqualTo("group, attributes.handle");
        assertThat(preview.json().path("refused").path(0).path("row").asInt()).isEqualTo(5);

        Silkroute.Response wrong =
                silkroute.pushFile("unknown", "?profile=none", SHOPIFY.getBytes(StandardCharsets.UTF_8));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("detail").asString()).contains("There is no profile “none”", "shopify");
        assertThat(silkroute.status("unknown").path("pending").asInt()).isZero();
    }

    @Test
    void a_preview_answers_as_the_door_does() throws Exception {
        silkroute.connect("before", "{}");
        String path = "/api/connectors/before/files/preview";
        byte[] empty = {};
        byte[] large =
                ("SKU,Name,Price\nA,Apron,1\nB," + "x".repeat(1_100_000) + ",2\n").getBytes(StandardCharsets.UTF_8);

        for (String query : List.of("", "?full=yes", "?full=", "?profile=none", "?profile=")) {
            for (byte[] file : List.of(empty, large)) {
                Silkroute.Response door = silkroute.pushFile("before", query, file);
                Silkroute.Response preview = silkroute.post(path + query, "text/csv", file);
                if (door.status() == 202) {
                    assertThat(preview.json().path("made").asInt())
                            .isEqualTo(door.json().path("accepted").asInt())
                            .isEqualTo(1);
                    assertThat(preview.json()
                                    .path("refused")
                                    .path(0)
                                    .path("reason")
                                    .asString())
                            .isEqualTo(door.json()
                                    .path("rejections")
                                    .path(0)
                                    .path("reason")
                                    .asString())
                            .isNotEmpty();
                } else {
                    assertThat(preview.status()).as(query + preview.text()).isEqualTo(door.status());
                    // Without a body it is told before the file is looked for, in words of its own.
                    assertThat(preview.json().path("detail").asString()).isNotEmpty();
                    if (file != empty) {
                        assertThat(preview.json().path("detail").asString())
                                .isEqualTo(door.json().path("detail").asString());
                    }
                }
            }
        }
        for (String type :
                List.of("application/json", "multipart/form-data;boundary=x", "application/x-www-form-urlencoded")) {
            assertThat(silkroute
                            .post(path, type, "SKU,Name,Price\nA,Apron,1\n".getBytes(StandardCharsets.UTF_8))
                            .status())
                    .as(type)
                    .isEqualTo(415);
        }
        Silkroute.Response full = silkroute.post(
                path + "?full=true", "text/csv", "SKU,Name,Price\nC,Cap,1\n".getBytes(StandardCharsets.UTF_8));
        silkroute.settled("before");
        assertThat(full.status()).as(full.text()).isEqualTo(200);
        Path scratch = Path.of(application.context.getEnvironment().getRequiredProperty("silkroute.data"))
                .resolve("scratch");
        assertThat(scratch).isEmptyDirectory();
    }
}
