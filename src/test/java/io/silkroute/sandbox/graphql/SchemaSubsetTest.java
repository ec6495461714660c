package io.silkroute.sandbox.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graphql.language.AstPrinter;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.NamedNode;
import graphql.language.TypeDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import io.silkroute.shopify.AdminSchema;
import io.silkroute.shopify.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sandbox's schema, and the parts that features bring, against the Admin API's own, when that is at hand. */
class SchemaSubsetTest {
    private static final TypeDefinitionRegistry SUBSET = new TypeDefinitionRegistry();
    private static @Nullable TypeDefinitionRegistry real;

    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        for (Path folder : List.of(Path.of("src/main/resources/shopify"), Path.of("src/test/resources/sandbox"))) {
            try (Stream<Path> parts = Files.list(folder)) {
                for (Path part : parts.filter(file -> file.toString().endsWith(".graphqls"))
                        .toList()) {
                    SUBSET.merge(new SchemaParser().parse(Files.readString(part)));
                }
            }
        }
        String shared = System.getProperty("SILKROUTE_SHARED", System.getenv("SILKROUTE_SHARED"));
        Path file = Path.of(shared == null ? "../shared" : shared).resolve("shopify/admin-2026-10.graphql");
        if (Files.exists(file)) {
            real = new SchemaParser().parse(Files.readString(file));
        }
    }

    private static TypeDefinitionRegistry real() {
        assumeTrue(real != null, "the Admin API's schema is not at ../shared/shopify");
        return java.util.Objects.requireNonNull(real);
    }

    @Test
    void every_type_field_argument_default_and_enum_value_is_the_admin_apis() {
        TypeDefinitionRegistry all = real();
        SUBSET.types().forEach((name, type) -> {
            TypeDefinition<?> other = all.types().get(name);
            if (other == null || !other.getClass().equals(type.getClass())) {
                faults.add(name + " is not there");
            } else {
                compare(name, type, other);
            }
        });
        SUBSET.objectTypeExtensions()
                .forEach((name, parts) -> parts.forEach(part -> compare(
                        name, part, java.util.Objects.requireNonNull(all.types().get(name)))));
        for (String scalar : SUBSET.scalars().keySet()) {
            if (!ScalarInfo.isGraphqlSpecifiedScalar(scalar) && !all.scalars().containsKey(scalar)) {
                faults.add("scalar " + scalar + " is not there");
            }
        }

        assertThat(faults).isEmpty();
        assertThat(SUBSET.types().size()).isLessThan(all.types().size());
    }

    private void compare(String name, TypeDefinition<?> type, TypeDefinition<?> other) {
        if (!directives(type).equals(directives(other))) {
            faults.add(name + " has other directives");
        }
        if (type instanceof ImplementingTypeDefinition<?> object) {
            Map<String, FieldDefinition> known = byName(((ImplementingTypeDefinition<?>) other).getFieldDefinitions());
            for (FieldDefinition field : object.getFieldDefinitions()) {
                compare(name, field, known.get(field.getName()));
            }
        } else if (type instanceof InputObjectTypeDefinition input) {
            Map<String, InputValueDefinition> known =
                    byName(((InputObjectTypeDefinition) other).getInputValueDefinitions());
            Map<String, InputValueDefinition> own = byName(input.getInputValueDefinitions());
            own.forEach((field, value) -> compare(name + "." + field, value, known.get(field)));
            known.forEach((field, value) -> required(name + "." + field, value, own.containsKey(field)));
        } else if (type instanceof EnumTypeDefinition values) {
            Function<EnumTypeDefinition, Map<String, String>> told = e -> e.getEnumValueDefinitions().stream()
                    .collect(Collectors.toMap(v -> v.getName(), SchemaSubsetTest::directives));
            if (!told.apply(values).equals(told.apply((EnumTypeDefinition) other))) {
                faults.add(name + " has other values");
            }
        }
    }

    private void compare(String type, FieldDefinition field, @Nullable FieldDefinition other) {
        String name = type + "." + field.getName();
        if (other == null) {
            faults.add(name + " is not there");
            return;
        }
        if (!print(field.getType()).equals(print(other.getType()))
                || !directives(field).equals(directives(other))) {
            faults.add(name + " differs");
        }
        Map<String, InputValueDefinition> known = byName(other.getInputValueDefinitions());
        Map<String, InputValueDefinition> own = byName(field.getInputValueDefinitions());
        own.forEach((argument, value) -> compare(name + "(" + argument + ")", value, known.get(argument)));
        known.forEach((argument, value) -> required(name + "(" + argument + ")", value, own.containsKey(argument)));
    }

    private void compare(String name, InputValueDefinition value, @Nullable InputValueDefinition other) {
        if (other == null) {
            faults.add(name + " is not there");
        } else if (!print(value.getType()).equals(print(other.getType()))
                || !print(value.getDefaultValue()).equals(print(other.getDefaultValue()))
                || !directives(value).equals(directives(other))) {
            faults.add(name + " differs");
        }
    }

    private void required(String name, InputValueDefinition value, boolean kept) {
        if (!kept && print(value.getType()).endsWith("!") && value.getDefaultValue() == null) {
            faults.add(name + " is required and was left out");
        }
    }

    private static String print(graphql.language.@Nullable Node<?> node) {
        return node == null ? "" : AstPrinter.printAstCompact(node);
    }

    private static String directives(graphql.language.Node<?> node) {
        return node instanceof DirectivesContainer<?> container
                ? container.getDirectives().stream()
                        .map(SchemaSubsetTest::print)
                        .collect(Collectors.joining())
                : "";
    }

    private static <T extends NamedNode<?>> Map<String, T> byName(List<T> nodes) {
        return nodes.stream().collect(Collectors.toMap(NamedNode::getName, node -> node, (a, b) -> a, TreeMap::new));
    }

    @Test
    void every_operation_document_is_valid_in_the_sandbox() throws IOException {
        assertThat(problems(UnExecutableSchemaGenerator.makeUnExecutableSchema(SUBSET)))
                .isEmpty();
    }

    @Test
    void every_operation_document_is_valid_in_the_admin_api() throws IOException {
        assertThat(problems(UnExecutableSchemaGenerator.makeUnExecutableSchema(real())))
                .isEmpty();
    }

    private static List<String> problems(GraphQLSchema schema) throws IOException {
        List<String> problems = new ArrayList<>();
        for (String name : AdminSchema.documents()) {
            Document document = new Parser().parseDocument(Operation.named(name).document());
            for (ValidationError error : new Validator().validateDocument(schema, document, Locale.ENGLISH)) {
                problems.add(name + ": " + error.getMessage());
            }
        }
        return problems;
    }
}
