package io.silkroute.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.mapping.read.MappingError;
import io.silkroute.source.profile.ProfileFiles;
import io.silkroute.source.profile.Profiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The cases beside the profiles, one test each; and what an operator is told of his own. */
class SourceCasesTest {

    private final Path folder;

    SourceCasesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    Stream<DynamicContainer> delivered() {
        List<ProfileFiles.ProfileFile> files = ProfileFiles.in(Path.of("sources"));
        Profiles.Known known = Profiles.of(files);
        assertThat(known.errors()).isEmpty();
        assertThat(known.names())
                .contains("shopify", "woocommerce", "prestashop", "magento2", "google", "akeneo-csv", "plain");
        return files.stream().map(file -> {
            List<MappingError> errors = new ArrayList<>();
            List<SourceCases.Case> cases = SourceCases.read(file, errors);
            assertThat(errors).isEmpty();
            assertThat(cases).hasSizeGreaterThan(1);
            return DynamicContainer.dynamicContainer(
                    file.name(),
                    cases.stream()
                            .map(one -> DynamicTest.dynamicTest(
                                    one.name(),
                                    () -> assertThat(one.differences(known, file.name()))
                                            .as("line %d", one.line())
                                            .isEmpty())));
        });
    }

    @Test
    void a_profile_that_cannot_be_used_is_told_with_line_and_key() throws IOException {
        write("mine.yaml", """
                recognize: [Nummer]
                columns:
                  sku: Nummer
                  prise: Preis
                  weight: {from: Gewicht, unit: stone}
                decimals: comma
                """);

        assertThat(check())
                .startsWith("false")
                .contains("mine.yaml, line 4, columns.prise (column ", "Did you mean “price”?")
                .contains("mine.yaml, line 5, columns.weight.unit (column ", "“stone” is no unit of weight")
                .contains("mine.yaml, line 6, decimals (column ", "Did you mean “decimal”?");
    }

    @Test
    void what_would_do_nothing_or_be_none_is_told_with_line_and_key() throws IOException {
        write("mine.yaml", """
                recognize: [Nummer]
                currency: EURO
                columns:
                  sku: {from: Nummer, unit: kg}
                  name: {from: Text, as: number}
                  price: {from: VK, currency: Franken, split: ";"}
                  tags: {from: Worte, split: ""}
                  categories: {from: Gruppe, split: ";"}
                  status: {from: Sperre, words: {x: hidden}}
                  salePrice.from: {from: ab, words: {x: y}}
                  attributes.brand: {from: Marke, of: variant, as: text, words: {x: y}}
                  attributes.*: {from: Alles, as: number}
                categories: {commas: within}
                """);

        assertThat(check().replaceAll(" \\(column \\d+\\)", ""))
                .startsWith("false")
                .contains("line 2, currency: “EURO” is no currency. Write its three letters, such as EUR.")
                .contains("line 4, columns.sku.unit: This does nothing for the column of sku."
                        + " What can be said of it: from, words.")
                .contains("line 5, columns.name.as: ")
                .contains("line 6, columns.price.currency: “Franken” is no currency.")
                .contains("line 6, columns.price.split: This does nothing")
                .contains("line 7, columns.tags.split: Write what stands between two entries")
                .contains("line 8, columns.categories.split: This does nothing beside “commas: within”")
                .contains("line 9, columns.status.words.x: ")
                .contains("line 10, columns.salePrice.from.words: This does nothing")
                .contains("line 12, columns.attributes.*.as: This does nothing")
                .doesNotContain("line 11");
    }

    @Test
    void cases_without_their_profile_are_told() throws IOException {
        write("mine.test.yaml", "- case: nobody tries it\n");

        assertThat(check())
                .startsWith("false")
                .contains("mine.test.yaml, line 1")
                .contains("There is no mine.yaml");
    }

    @Test
    void a_cell_with_several_pictures_is_parted_as_the_profile_says() throws IOException {
        write("mine.yaml", """
                recognize: [SKU, Bilder]
                columns: {sku: SKU, name: Name, images: {from: Bilder, split: "#"}}
                images: {base: "https://pics.example/"}
                """);
        write("mine.test.yaml", """
                - case: parted
                  rows: |
                    SKU,Name,Bilder
                    A,Apron,"a,1.jpg#b.jpg"
                    B,Bib,"https://pics.example/a,1.jpg#https://pics.example/b.jpg"
                  items:
                    - {type: product, id: A, sku: A, name: Apron, images: ["https://pics.example/a,1.jpg", "https://pics.example/b.jpg"]}
                    - {type: product, id: B, sku: B, name: Bib, images: ["https://pics.example/a,1.jpg", "https://pics.example/b.jpg"]}
                """);

        assertThat(check()).contains("mine.yaml: 1 of 1 cases hold");
    }

    @Test
    void an_own_profile_wins_over_those_that_are_delivered() throws IOException {
        write("mine.yaml", """
                recognize: [SKU, Name]
                columns: {sku: SKU, name: Name, price: Cost, attributes.old: Price}
                currency: CHF
                """);
        write("mine.test.yaml", """
                - case: its own words
                  rows: |
                    SKU,Name,Price,Cost
                    A,Apron,10,"7,5"
                  items: [{type: product, id: A, sku: A, name: Apron, price: {CHF: "7.5"}, attributes: {old: "10"}}]
                - case: that does not hold
                  rows: |
                    SKU,Name,Cost
                    A,Apron,7
                  items: [{type: product, id: A, sku: A, name: Bib}]
                """);

        assertThat(check())
                .startsWith("false")
                .contains("sources/mine.test.yaml, line 6: that does not hold")
                .contains("items[0].name: expected \"Bib\", is \"Apron\"")
                .contains("sources/mine.yaml: 1 of 2 cases hold.");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String check() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean passes = SourceCheck.passes(folder, new PrintStream(out, true, StandardCharsets.UTF_8));
        return passes + "\n" + out.toString(StandardCharsets.UTF_8);
    }
}
