package io.silkroute.shopify;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.MockedWiringFactory;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarWiringEnvironment;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The Admin API's own schema, 2026-10, where it is at hand: it takes seconds to read, so that tests share it. */
public final class AdminSchema {

    private static SoftReference<AdminSchema> shared = new SoftReference<>(null);

    private final GraphQLSchema schema;

    private AdminSchema(GraphQLSchema schema) {
        this.schema = schema;
    }

    /** A file that stands beside the project and is no part of it; the test is skipped where it is not. */
    public static Path besides(String path) {
        Path file = Path.of(
                        Optional.ofNullable(System.getProperty("SILKROUTE_SHARED", System.getenv("SILKROUTE_SHARED")))
                                .orElse("../shared"))
                .resolve(path);
        Assumptions.assumeTrue(Files.exists(file), file + " is not there, so nothing is checked against it.");
        return file;
    }

    public static synchronized AdminSchema read() {
        AdminSchema known = shared.get();
        if (known != null) {
            return known;
        }
        try (Reader text = Files.newBufferedReader(besides("shopify/admin-2026-10.graphql"))) {
            ParserOptions roomy = ParserOptions.getDefaultSdlParserOptions()
                    .transform(options -> options.maxCharacters(Integer.MAX_VALUE)
                            .maxTokens(Integer.MAX_VALUE)
                            .maxWhitespaceTokens(Integer.MAX_VALUE));
            Document document = new Parser()
                    .parseDocument(ParserEnvironment.newParserEnvironment()
                            .document(text)
                            .parserOptions(roomy)
                            .build());
            AdminSchema read = new AdminSchema(new SchemaGenerator()
                    .makeExecutableSchema(
                            new SchemaParser().buildRegistry(document),
                            RuntimeWiring.newRuntimeWiring()
                                    .wiringFactory(new Scalars())
                                    .build()));
            shared = new SoftReference<>(read);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public GraphQLSchema schema() {
        return schema;
    }

    /** The codes that the {@code userErrors} of a document's mutation may have; none where they have no code. */
    public List<String> userErrorCodes(String document) {
        Field mutation = (Field) Parser.parse(document)
                .getDefinitionsOfType(OperationDefinition.class)
                .get(0)
                .getSelectionSet()
                .getSelections()
                .get(0);
        GraphQLFieldDefinition field = schema.getMutationType().getFieldDefinition(mutation.getName());
        GraphQLObjectType payload = (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(field.getType());
        GraphQLObjectType error = (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(
                payload.getFieldDefinition("userErrors").getType());
        GraphQLFieldDefinition code = error.getFieldDefinition("code");
        return code == null
                ? List.of()
                : ((GraphQLEnumType) GraphQLTypeUtil.unwrapAll(code.getType()))
                        .getValues().stream()
                                .map(GraphQLEnumValueDefinition::getName)
                                .toList();
    }

    /** What is wrong with a document. */
    public List<String> faults(String document) {
        return new Validator()
                .validateDocument(schema, Parser.parse(document), Locale.ENGLISH).stream()
                        .map(Object::toString)
                        .toList();
    }

    /** What is wrong with the variables of a document. */
    public List<String> faults(String document, Map<String, Object> variables) {
        List<String> faults = new ArrayList<>();
        for (OperationDefinition operation : Parser.parse(document).getDefinitionsOfType(OperationDefinition.class)) {
            try {
                CoercedVariables coerced = ValuesResolver.coerceVariableValues(
                        schema,
                        operation.getVariableDefinitions(),
                        RawVariables.of(variables),
                        GraphQLContext.getDefault(),
                        Locale.ENGLISH);
                variables.keySet().stream()
                        .filter(name -> !coerced.containsKey(name))
                        .forEach(name -> faults.add("$" + name + " is declared nowhere"));
            } catch (RuntimeException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return faults;
    }

    private static final class Scalars extends MockedWiringFactory {

        @Override
        public GraphQLScalarType getScalar(ScalarWiringEnvironment environment) {
            String name = environment.getScalarTypeDefinition().getName();
            return GraphQLScalarType.newScalar()
                    .name(name)
                    .definition(environment.getScalarTypeDefinition())
                    .coercing(new Checked(name))
                    .build();
        }
    }

    /** The form that Shopify documents for its scalars. */
    private record Checked(String name) implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object result, GraphQLContext context, Locale locale) {
            return result;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                switch (name) {
                    case "JSON" -> {}
                    case "Money", "Decimal", "UnsignedInt64" -> new BigDecimal(text(input));
                    case "URL" -> {
                        if (!URI.create(text(input)).isAbsolute()) {
                            throw new IllegalArgumentException("not absolute");
                        }
                    }
                    case "DateTime" -> OffsetDateTime.parse(text(input));
                    default -> text(input);
                }
                return input;
            } catch (RuntimeException e) {
                throw new CoercingParseValueException("no " + name + ": " + input, e);
            }
        }

        private static String text(@Nullable Object input) {
            if (input instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException("no text");
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return input;
        }
    }
}
