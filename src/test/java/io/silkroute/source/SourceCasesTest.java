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
