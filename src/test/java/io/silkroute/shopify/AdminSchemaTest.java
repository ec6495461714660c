package io.silkroute.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents and sentences against the Admin API's own schema, 2026-10. */
class AdminSchemaTest {

    private static final Path DOCUMENTS = Path.of("src/main/resources/shopify");
    private static GraphQLSchema schema;

    @BeforeAll
    static void readSchema() {
        Path file = Path.of(
                        Optional.ofNullable(System.getProperty("SILKROUTE_SHARED", System.getenv("SILKROUTE_SHARED")))
                                .orElse("../shared"))
                .resolve("shopify/admin-2026-10.graphql");
        Assumptions.assumeTrue(Files.exists(file), file + " is not there, so nothing is checked against it.");
        ParserOptions roomy = ParserOptions.getDefaultParserOptions()
                .transform(options -> options.maxCharacters(Integer.MAX_VALUE)
                        .maxTokens(Integer.MAX_VALUE)
                        .maxWhitespaceTokens(Integer.MAX_VALUE));
        ParserOptions.setDefaultParserOptions(roomy);
        schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(parse(file.toFile()));
    }

    private static graphql.schema.idl.TypeDefinitionRegistry parse(File file) {
        ParserOptions before = ParserOptions.getDefaultSdlParserOptions();
        ParserOptions.setDefaultSdlParserOptions(before.transform(options -> options.maxCharacters(Integer.MAX_VALUE)
                .maxTokens(Integer.MAX_VALUE)
                .maxWhitespaceTokens(Integer.MAX_VALUE)));
        try {
            return new SchemaParser().parse(file);
        } finally {
            ParserOptions.setDefaultSdlParserOptions(before);
        }
    }

    static List<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".graphql"))
                    .map(name -> name.substring(0, name.length() - ".graphql".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_is_valid(String name) {
        String document = Operation.named(name).document();
        List<ValidationError> errors = new Validator().validateDocument(schema, Parser.parse(document), Locale.ENGLISH);
        assertThat(errors).isEmpty();
        assertThat(document).containsPattern("^(query|mutation) " + name + "\\b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProductSetUserErrorCode",
                "ProductVariantsBulkUpdateUserErrorCode",
                "MetafieldDefinitionCreateUserErrorCode",
                "MetafieldsSetUserErrorCode",
                "BulkMutationErrorCode"
            })
    void every_code_has_a_sentence(String type) {
        TreeSet<String> missing = new TreeSet<>();
        for (GraphQLEnumValueDefinition value :
                ((GraphQLEnumType) Objects.requireNonNull(schema.getType(type))).getValues()) {
            missing.add(value.getName());
        }
        missing.removeAll(new Sentences().codes());
        assertThat(missing).isEmpty();
    }

    @Test
    void the_only_mutations_are_those_that_are_needed() throws IOException {
        assertThat(documents()).hasSizeGreaterThan(15).contains("productSet", "bulkOperationRunMutation");
    }
}
