package io.silkroute.mapping.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaxonomyTest {

    private static final Taxonomy LIST = Taxonomy.packaged();
    private static final String T_SHIRTS = "gid://shopify/TaxonomyCategory/aa-1-13-8";

    private static List<String> lines() throws IOException {
        try (InputStream in = new GZIPInputStream(Objects.requireNonNull(
                TaxonomyTest.class.getResourceAsStream("/shopify/taxonomy/categories.txt.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void every_category_is_found_by_its_global_id_its_id_and_its_path() throws IOException {
        int found = 0;
        for (String line : lines()) {
            if (line.startsWith("gid://")) {
                String gid = line.substring(0, line.indexOf(" : ")).strip();
                String path = line.substring(line.indexOf(" : ") + 3);
                assertThat(LIST.id(gid)).as(line).contains(gid);
                assertThat(LIST.id(gid.substring(gid.lastIndexOf('/') + 1)))
                        .as(line)
                        .contains(gid);
                assertThat(LIST.id(path)).as(line).contains(gid);
                assertThat(LIST.path(gid)).as(line).contains(path);
                found++;
            }
        }
        assertThat(LIST.size()).isEqualTo(found).isGreaterThan(14_000);
    }

    @Test
    void it_is_the_list_that_is_at_hand_with_its_licence() throws IOException {
        String licence = new String(
                Objects.requireNonNull(TaxonomyTest.class.getResourceAsStream("/shopify/taxonomy/LICENSE.txt"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        String version = lines().get(0).replaceAll(".*: ", "");
        assertThat(licence).contains("Copyright (c) Shopify", "Permission is hereby granted", version);

        String shared = System.getProperty("SILKROUTE_SHARED", System.getenv("SILKROUTE_SHARED"));
        Path list = Path.of(shared == null ? "../shared" : shared).resolve("shopify/shopify-taxonomy.txt");
        assumeTrue(Files.exists(list), "Shopify's list is not at ../shared/shopify");
        assertThat(lines()).isEqualTo(Files.readAllLines(list));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Apparel & Accessories > Clothing > Clothing Tops > T-Shirts",
                "  apparel & ACCESSORIES>clothing >  Clothing   Tops>t-shirts ",
                "Apparel & Accessories > Clothing > Clothing\u00a0Tops > T-Shirts",
                "aa-1-13-8",
                " AA-1-13-8 ",
                "gid://shopify/TaxonomyCategory/aa-1-13-8",
                "GID://shopify/taxonomycategory/AA-1-13-8"
            })
    void case_and_the_space_around_do_not_matter(String named) {
        assertThat(LIST.id(named)).contains(T_SHIRTS);
    }

    @Test
    void accents_may_be_one_character_or_two() {
        String path = "Arts & Entertainment > Party & Celebration > Party Supplies > Pi\u00f1atas";
        assertThat(LIST.id(path)).isPresent().isEqualTo(LIST.id(path.replace("\u00f1", "n\u0303")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " > ",
                "T-Shirts",
                "Clothing > Clothing Tops > T-Shirts",
                "Apparel & Accessories > ",
                "Apparel & Accessories / Clothing",
                "aa-1-13-4711",
                "aa-1-",
                "zz",
                "gid://shopify/TaxonomyCategory/",
                "gid://shopify/Product/aa-1",
                "aa-99999999999999999999"
            })
    void whatever_else_it_is_it_is_no_category(String named) {
        assertThat(LIST.id(named)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aa-1-13-4711,                                       Apparel & Accessories > Clothing > Clothing Tops",
        "aa-99-1,                                            Apparel & Accessories",
        "Aparel & Accessories > Clothing,                    Apparel & Accessories > Clothing",
        "Apparel & Accessories > Clothing > Nonsense,        Apparel & Accessories > Clothing",
        "Clothing Tops > T-Shirts,    Apparel & Accessories > Clothing > Clothing Tops > T-Shirts",
        "Furnitur,                                           Furniture"
    })
    void the_nearest_one_is_suggested(String named, String path) {
        assertThat(LIST.nearest(named)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "zz-1", "qwertzuiopasdf", "Kategorie 7 > Unterkategorie 12"})
    void nothing_is_suggested_where_nothing_is_near(String named) {
        assertThat(LIST.nearest(named)).isEmpty();
    }

    @Test
    void a_text_of_any_length_is_answered_at_once() {
        String long1 = "a > ".repeat(100_000);
        String long2 = "b".repeat(499);
        assertThat(LIST.id(long1)).isEmpty();
        assertThat(LIST.nearest(long1)).isEmpty();
        assertThat(LIST.nearest(long2)).isEmpty();
        assertThat(LIST.nearest(long2.toUpperCase(Locale.ROOT))).isEmpty();
    }
}
