package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.mapping.MappingFiles.MappingFile;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of words in files of their own, beside the mappings that read them. */
class LookupsTest {

    private static final MappingFile COLLECTION =
            new MappingFile("collection.yaml", "target: collection\nfields: {title: name}", null);
    private static final String CATEGORIES = """
            # Which of Shopify's categories a family is.
            target: lookup
            words:
              tops: Apparel & Accessories > Clothing > Clothing Tops
              sofas: fr-22
              services: ""
            """;

    private static Mappings mappings(String product, String words) {
        return new Mappings(
                List.of(
                        new MappingFile("product.yaml", product, null),
                        COLLECTION,
                        new MappingFile("taxonomy.yaml", words, null)),
                new MappingReader(MappingText.TYPES));
    }

    private static Rendered.Payload rendered(String field, String item) {
        Mapping mapping =
                mappings("fields: {title: id, " + field + "}", CATEGORIES).product("product.yaml");
        return MappingText.payload(mapping, "{\"type\":\"product\",\"id\":\"L1\"," + item + "}");
    }

    private static String category(String field, String item) {
        return rendered(field, item).input().path("category").asString("");
    }

    private static String told(String product, String words) {
        try {
            mappings(product, words);
            return "";
        } catch (MappingInvalid invalid) {
            return String.valueOf(invalid.getMessage());
        }
    }

    @Test
    void a_family_has_the_category_that_the_table_says() {
        String field = "category: {first: [taxonomy, {from: family, lookup: taxonomy.yaml}]}";
        assertThat(category(field, "\"family\":\"tops\"")).endsWith("/aa-1-13");
        assertThat(category(field, "\"family\":\"sofas\"")).endsWith("/fr-22");
        assertThat(category(field, "\"family\":\"sofas\",\"taxonomy\":\"aa-1\""))
                .endsWith("/aa-1");
        assertThat(rendered(field, "\"family\":\"services\"").leftOut()).isEmpty();
    }

    @Test
    void a_word_that_is_not_in_the_table_stays_and_is_told_if_it_fits_nowhere() {
        assertThat(rendered("category: {from: family, lookup: taxonomy.yaml}", "\"family\":\"lamps\"")
                        .leftOut())
                .extracting(LeftOut::cause)
                .containsExactly(Omission.TAXONOMY);
        assertThat(rendered("productType: {from: family, lookup: taxonomy.yaml}", "\"family\":\"lamps\"")
                        .input()
                        .path("productType")
                        .asString())
                .isEqualTo("lamps");
    }

    @Test
    void a_word_that_is_not_in_the_table_may_give_way_to_the_next_place() {
        String field = "category: {first: [{from: family, lookup: taxonomy.yaml, unlisted: leave-out},"
                + " {from: categories, lookup: taxonomy.yaml, unlisted: leave-out}]}";
        assertThat(category(field, "\"family\":\"lamps\",\"categories\":[\"sale\",\"sofas\"]"))
                .endsWith("/fr-22");
        assertThat(rendered(field, "\"family\":\"lamps\",\"categories\":[\"sale\"]")
                        .leftOut())
                .isEmpty();
    }

    @Test
    void of_several_categories_the_first_that_is_one_is_taken() {
        assertThat(category(
                        "category: {from: categories, lookup: taxonomy.yaml}",
                        "\"categories\":[\"sale\",\"sofas\",\"tops\"]"))
                .endsWith("/fr-22");
    }

    @Test
    void a_word_that_its_field_does_not_take_is_told_where_it_stands() {
        String product = "fields: {title: id, category: {first: [taxonomy, {from: family, lookup: taxonomy.yaml}]}}";
        assertThat(told(product, CATEGORIES.replace("fr-22", "Furniture > Sofa")))
                .contains("taxonomy.yaml, line 5, words.sofas (column 10): Its category “Furniture > Sofa” is none")
                .contains("Did you mean “Furniture > Sofas”?")
                .doesNotContain("product.yaml");
    }

    @Test
    void a_table_of_any_field_is_checked_against_it() {
        assertThat(told(
                        "fields: {title: id, status: {from: status, lookup: taxonomy.yaml}}",
                        "target: lookup\nwords: {sold: ARCHIVED, there: ACTVE}"))
                .contains("taxonomy.yaml, line 2, words.there (column 32)", "Did you mean “ACTIVE”?")
                .doesNotContain("words.sold");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lookup: taxonmy.yaml | product.yaml, line 1, fields.vendor.lookup (column 52): “taxonmy.yaml” is no file"
                        + " beside this one with target: lookup. Did you mean “taxonomy.yaml”?",
                "lookup: product.yaml | “product.yaml” is no file beside this one with target: lookup",
                "lookup: ../secret.yaml | is no file beside this one with target: lookup",
                "lookup: taxonomy.yaml, words: {a: b} | not in both",
                "unlisted: leave-out | there is neither",
                "lookup: taxonomy.yaml, unlisted: drop | “drop” is not known here. Known here: keep, leave-out."
            })
    void a_mistake_in_the_mapping_is_told(String keys, String sentence) {
        assertThat(told("fields: {title: id, vendor: {from: family, " + keys + "}}", CATEGORIES))
                .contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "words: {a: b, a: c} | taxonomy.yaml, line 2, words (column 8): The key a stands here twice.",
                "words: {a: [b]} | taxonomy.yaml, line 2, words.a (column 12): One value is expected here.",
                "words: {a: } | taxonomy.yaml, line 2, words.a (column 11): Say what the word becomes",
                "word: {a: b} | taxonomy.yaml, line 2, word (column 7): This key is unknown here. Did you mean “words”?",
                "locale: en | A table needs words",
                "words: [a] | Keys with values are expected here."
            })
    void a_mistake_in_a_table_is_told_with_line_column_and_key(String rest, String sentence) {
        assertThat(told("fields: {title: id}", "target: lookup\n" + rest)).contains(sentence);
    }

    @Test
    void a_table_is_no_mapping_of_a_connector_or_of_categories() {
        assertThat(mappings("fields: {title: id}", CATEGORIES).names()).containsExactly("product.yaml");
        assertThatThrownBy(() -> mappings("fields: {title: id}\ncollection: taxonomy.yaml", CATEGORIES))
                .hasMessageContaining("“taxonomy.yaml” is no mapping file with target: collection");
    }

    @Test
    void a_change_of_a_table_is_a_change_of_the_mapping_that_reads_it() {
        String reading = "fields: {title: id, category: {from: family, lookup: taxonomy.yaml}}";
        String other = CATEGORIES.replace("fr-22", "fr-21");
        assertThat(mappings(reading, CATEGORIES).fingerprint("product.yaml"))
                .isEqualTo(mappings(reading, CATEGORIES).fingerprint("product.yaml"))
                .isNotEqualTo(mappings(reading, other).fingerprint("product.yaml"));
        assertThat(mappings(reading, CATEGORIES).beside("product.yaml")).endsWith("taxonomy.yaml");

        String notReading = "fields: {title: id}";
        assertThat(mappings(notReading, CATEGORIES).fingerprint("product.yaml"))
                .isEqualTo(mappings(notReading, other).fingerprint("product.yaml"));
    }

    @Test
    void a_table_that_the_mapping_of_categories_reads_belongs_to_it_too() {
        Mappings mappings = new Mappings(
                List.of(
                        new MappingFile("product.yaml", "fields: {title: id}", null),
                        new MappingFile(
                                "collection.yaml",
                                "target: collection\nfields: {title: {from: name, lookup: names.yaml}}",
                                null),
                        new MappingFile("names.yaml", "target: lookup\nwords: {sofas: Sofas}", null)),
                new MappingReader(MappingText.TYPES));
        assertThat(mappings.beside("product.yaml")).endsWith("names.yaml");
    }

    @Test
    void the_check_reads_tables_as_well(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("product.yaml"),
                "fields: {title: id, category: {from: family, lookup: taxonomy.yaml}}\n");
        Files.writeString(folder.resolve("product.test.yaml"), """
                - case: a sofa
                  given: {type: product, id: L1, family: sofas}
                  expect: {category: gid://shopify/TaxonomyCategory/fr-22}
                """);
        Files.writeString(folder.resolve("taxonomy.yaml"), CATEGORIES);
        assertThat(checked(folder))
                .startsWith("true")
                .contains("product.yaml: 1 of 1 cases hold.", "taxonomy.yaml: can be used; words: 3.");

        Files.writeString(folder.resolve("taxonomy.yaml"), CATEGORIES.replace("fr-22", "fr-4711"));
        assertThat(checked(folder)).startsWith("false").contains("taxonomy.yaml, line 5, words.sofas");
    }

    private static String checked(Path folder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean passes = MappingCheck.passes(folder, new PrintStream(out, true, StandardCharsets.UTF_8));
        return passes + "\n" + out.toString(StandardCharsets.UTF_8);
    }
}
