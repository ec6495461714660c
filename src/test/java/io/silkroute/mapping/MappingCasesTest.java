package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.mapping.MappingFiles.MappingFile;
import io.silkroute.mapping.read.MappingError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The cases that lie beside the mappings, one test each; and what an operator is told of his own. */
class MappingCasesTest {

    private static final Path DELIVERED = Path.of("mappings");

    private final Path folder;

    MappingCasesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    Stream<DynamicContainer> delivered() {
        List<MappingFile> files = MappingFiles.in(DELIVERED);
        Mappings mappings = new Mappings(files, new MappingReader(MappingText.TYPES));
        assertThat(files).extracting(MappingFile::name).contains("product.yaml", "collection.yaml");
        return files.stream().map(file -> DynamicContainer.dynamicContainer(file.casesName(), cases(file, mappings)));
    }

    private static Stream<DynamicTest> cases(MappingFile file, Mappings mappings) {
        Mapping mapping = mappings.get(file.name());
        List<MappingError> errors = new ArrayList<>();
        List<MappingCase> cases = new MappingCases(MappingText.TYPES)
                .read(file.casesName(), Objects.requireNonNull(file.cases()), mapping, errors);
        assertThat(errors).isEmpty();
        assertThat(cases).hasSizeGreaterThan(5);
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.name(),
                        () -> assertThat(one.differences(mapping))
                                .as("line %d", one.line())
                                .isEmpty()));
    }

    @Test
    void what_is_delivered_passes_the_check() {
        assertThat(check(DELIVERED))
                .startsWith("true")
                .contains("product.yaml: ")
                .contains(" cases hold.");
    }

    @Test
    void a_case_that_does_not_hold_is_named_with_its_line_and_what_differs() throws IOException {
        write("product.yaml", "fields: {title: name, tags: tags, handle: id}\nvariant: {fields: {price: price}}\n");
        write("product.test.yaml", """
                - case: holds
                  given: {type: product, id: L1, name: Lamp, tags: [b, a]}
                  expect: {title: Lamp, tags: [a, b], vendor: null}
                - case: expects what is not so
                  given: {type: product, id: L1, name: Lamp, tags: [b], price: 5}
                  expect: {title: Lampe, tags: [a, b], vendor: Aurex, handle: null, variants: [{price: 5}]}
                  notes: [left out]
                - case: expects a rejection
                  given: {type: product, id: L1, name: Lamp}
                  rejected: no title
                - case: is rejected
                  given: {type: product, id: L1}
                  expect: {title: L1}
                """);
        String said = check(folder);

        assertThat(said).startsWith("false").contains("product.yaml: 1 of 4 cases hold.");
        assertThat(said).contains("product.test.yaml, line 4: expects what is not so");
        assertThat(said).contains("    title: expected \"Lampe\", is \"Lamp\"");
        assertThat(said).contains("    tags: expected [\"a\",\"b\"], is [\"b\"]");
        assertThat(said).contains("    vendor: expected \"Aurex\", is nothing");
        assertThat(said).contains("    handle: expected nothing, is \"L1\"");
        assertThat(said).contains("    variants[0].price: expected 5, is \"5.00\"");
        assertThat(said).contains("    notes: expected “left out”, are []");
        assertThat(said).contains("    rejected: expected “no title”, but it was not rejected");
        assertThat(said).contains("    it was rejected: It has no name; Shopify needs a title.");
    }

    @Test
    void a_case_that_cannot_be_read_is_told_with_its_line() throws IOException {
        write("product.yaml", "fields: {title: name}\n");
        write("product.test.yaml", """
                - case: misspelt
                  given: {type: product, id: L1, name: Lamp}
                  expect: {titel: Lamp}
                - given: {type: produkt, id: 5}
                  except: {title: Lamp}
                """);
        String said = check(folder);

        assertThat(said).startsWith("false");
        assertThat(said)
                .contains("product.test.yaml, line 3, [0].expect.titel (column 19): ")
                .contains("Did you mean “title”?");
        assertThat(said).contains("line 5, [1].except (column ").contains("Did you mean “expect”?");
        assertThat(said).contains("line 4, [1] (column 3): A case needs a name").contains("Say what the case expects");
        assertThat(said).contains("line 4, [1].given (column 10): An item needs a type");
    }

    @Test
    void cases_without_their_mapping_are_told() throws IOException {
        write("product.test.yaml", "- case: nobody tries it\n");

        assertThat(check(folder))
                .startsWith("false")
                .contains("product.test.yaml, line 1")
                .contains("There is no product.yaml beside these cases");
    }

    @Test
    void the_cases_of_a_mapping_that_was_replaced_go_with_it() throws IOException {
        write("product.yaml", "fields: {title: id}\n");
        assertThat(check(folder)).startsWith("true").contains("product.yaml: can be used; it has no cases");
    }

    @Test
    void a_mapping_that_cannot_be_used_fails_the_check() throws IOException {
        write("product.yaml", "fields: {titel: id}\n");
        assertThat(check(folder)).startsWith("false").contains("product.yaml, line 1, fields.titel (column 17): ");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String check(Path folder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean passes = MappingCheck.passes(folder, new PrintStream(out, true, StandardCharsets.UTF_8));
        return passes + "\n" + out.toString(StandardCharsets.UTF_8);
    }
}
