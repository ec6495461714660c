package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PictureTest {
    private static final String DEFAULT_ADDRESS = "http://127.0.0.1:8080";
    private static RunningShop shop;

    @BeforeAll
    static void start() {
        shop = RunningShop.start();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return shop.http.send(
                HttpRequest.newBuilder(URI.create(shop.address() + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static BufferedImage picture(String name) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get("/sandbox/pictures/" + name + ".png");
        assertThat(answer.statusCode()).as(name).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    @Test
    void a_picture_is_drawn_in_the_colour_of_its_name_without_a_token() throws Exception {
        BufferedImage sand = picture("verano-terra-merino-crew-sand");
        BufferedImage moss = picture("verano-terra-merino-crew-moss_green");

        assertThat(sand.getWidth()).isEqualTo(480);
        assertThat(sand.getRGB(2, 2) & 0xffffff).isEqualTo(0xd5bd93);
        assertThat(moss.getRGB(2, 2) & 0xffffff).isEqualTo(0x5b6b3a);
        assertThat(inked(sand)).as("letters").isGreaterThan(inked(picture("a-sand")) + 1000);
        for (String path : new String[] {"../x", "A", "a b", "a.b", "x".repeat(81)}) {
            assertThat(get("/sandbox/pictures/" + path.replace(" ", "%20") + ".png")
                            .statusCode())
                    .as(path)
                    .isNotEqualTo(200);
        }
    }

    private static long inked(BufferedImage image) {
        int ground = image.getRGB(2, 2);
        long inked = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                inked += image.getRGB(x, y) == ground ? 0 : 1;
            }
        }
        return inked;
    }

    @Test
    void every_picture_that_the_sample_names_is_there_at_the_address_of_a_first_start() throws Exception {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("sample/catalogue.jsonl"))) {
            JsonNode item = RunningShop.read(line);
            if (item.path("type").asString("").equals("product")) {
                assertThat(item.path("images")).as(item.path("id").asString("")).isNotEmpty();
            }
            item.path("images").forEach(image -> names.add(image.asString("")));
        }

        assertThat(names).hasSizeGreaterThan(40).allMatch(name -> name.startsWith(DEFAULT_ADDRESS));
        for (String name : names) {
            assertThat(get(name.substring(DEFAULT_ADDRESS.length())).statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
    }

    @Test
    void the_shops_pages_show_its_own_pictures_and_only_name_those_of_others() {
        String id = shop.data(
                        "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { message } } }",
                        json(
                                "{'input': {'title': 'Lamp', 'files': [{'originalSource': 'http://127.0.0.1:8080/sandbox/pictures/lamp.png',"
                                        + " 'alt': 'A lamp'}, {'originalSource': 'https://x.test/sandbox/pictures/\\\"x.png'},"
                                        + " {'originalSource': 'https://x.test/b.jpg'}]}}"))
                .at("/productSet/product/id")
                .asString()
                .replaceAll(".*/", "");

        String page = shop.get("/sandbox/products/" + id).body();
        assertThat(page).contains("<img src=\"/sandbox/pictures/lamp.png\" alt=\"A lamp\"", "https://x.test/b.jpg");
        assertThat(page.split("<img", -1)).hasSize(2);
        assertThat(shop.get("/sandbox").body()).contains("<img src=\"/sandbox/pictures/lamp.png\"");
    }
}
