package io.silkroute.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.source.profile.ProfileFiles;
import io.silkroute.source.profile.Profiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is gone because a file that is said to hold everything does not hold it. */
class FullFileTest {

    private static final Profiles.Known PROFILES = Profiles.of(ProfileFiles.in(Path.of("sources")));
    private static final String SHOPIFY = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n";

    private final Map<String, List<String>> there =
            Map.of("product", List.of("old", "tee"), "variant", List.of("OLD-1", "TEE-S"));

    @ParameterizedTest
    @CsvSource({
        "products.full.csv,true",
        "products-FULL.csv.gz,true",
        "all_full.xlsx,true",
        "tv-full-hd.csv,false",
        "full-hd.csv,false",
        "handful.csv,false",
        "products.full,false"
    })
    void the_name_says_it_at_its_end_only(String name, boolean full) {
        assertThat(SourceFiles.full(name)).isEqualTo(full);
    }

    @Test
    void what_it_does_not_hold_is_gone() throws IOException {
        assertThat(gone(SHOPIFY + "tee,Tee,Size,S,TEE-S,5\n")).containsExactly("product old", "variant OLD-1");
    }

    @Test
    void a_file_of_variants_alone_takes_no_product_away() throws IOException {
        assertThat(gone("Product ID;Attribute (Name:Type:Position);Value (Value:Position);Reference\n"
                        + "tee;Size:select:0;S:0;TEE-S\n"))
                .containsExactly("variant OLD-1");
    }

    @ParameterizedTest
    @CsvSource({
        "'tee,Tee,Size,S,TEE-S,5,,\"more\"\n'", // its cells are shifted
        "'old,Old,Size,S,OLD-1,cheap\ntee,Tee,Size,S,TEE-S,5\n'", // its group's variants are not known
        "'tee,Tee,Size,S,TEE-S,5\ntee,,,M,,cheap\n'",
        "',Old,Size,S,OLD-1,5\ntee,Tee,Size,S,TEE-S,5\n'"
    })
    void nothing_is_gone_where_a_refused_row_may_have_been_it(String rows) throws IOException {
        List<String> told = new ArrayList<>();
        assertThat(gone(SHOPIFY + rows, told)).isEmpty();
        assertThat(told).anyMatch(warning -> warning.startsWith("Nothing was taken for gone"));
    }

    @Test
    void half_of_a_catalogue_is_never_full() {
        assertThatThrownBy(() -> gone("sku,categories,enabled,family,parent,name\nA,,1,mugs,,Mug\n"))
                .isInstanceOf(Unconvertible.class)
                .hasMessageContaining("holds a part of the catalogue");
    }

    @Test
    void a_header_that_is_too_long_is_refused() {
        assertThatThrownBy(() -> gone("sku,name,price," + "x".repeat(1_001) + "\nA,B,1,2\n"))
                .isInstanceOf(Unconvertible.class)
                .hasMessageContaining("is longer than 1000 characters");
    }

    private List<String> gone(String rows) throws IOException {
        return gone(rows, new ArrayList<>());
    }

    private List<String> gone(String rows, List<String> told) throws IOException {
        List<String> gone = new ArrayList<>();
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        LiveItems live = (type, after) -> after.isEmpty() ? there.getOrDefault(type, List.of()) : List.of();
        try (Conversion conversion = SourceFiles.open(
                PROFILES,
                () -> new ByteArrayInputStream(bytes),
                null,
                Extent.FULL,
                id -> null,
                live,
                Instant.EPOCH,
                Files::createTempFile)) {
            for (Converted next = conversion.next(); next != null; next = conversion.next()) {
                if (next instanceof Converted.Made made && made.item().has("operation")) {
                    gone.add(made.item().path("type").asString("") + " "
                            + made.item().path("id").asString(""));
                } else if (next instanceof Converted.Warned warned) {
                    told.add(warned.fault().sentence());
                }
            }
        }
        return gone;
    }
}
