package io.silkroute.mapping.read;

import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shopify's input types, read from the part of the Admin API's schema that Silkroute uses. */
public final class InputTypes {

    private final TypeDefinitionRegistry schema;

    private InputTypes(TypeDefinitionRegistry schema) {
        this.schema = schema;
    }

    public static InputTypes load() {
        TypeDefinitionRegistry all = read("admin-subset");
        return new InputTypes(all.merge(read("admin-subset-discounts")));
    }

    private static TypeDefinitionRegistry read(String name) {
        try (InputStream in = Objects.requireNonNull(
                        InputTypes.class.getResourceAsStream("/shopify/" + name + ".graphqls"),
                        "the schema is packaged");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            ParserEnvironment ourOwn = ParserEnvironment.newParserEnvironment()
                    .document(reader)
                    .parserOptions(ParserOptions.getDefaultSdlParserOptions())
                    .build();
            return new SchemaParser().buildRegistry(new Parser().parseDocument(ourOwn));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field of an input type. @param type its name without list and non-null */
    public record Field(String name, String type, boolean list, boolean required) {}

    /** The fields of an input object by name; null if there is no such input object. */
    public @Nullable Map<String, Field> fields(String type) {
        return schema.getType(type, InputObjectTypeDefinition.class)
                .map(InputTypes::fields)
                .orElse(null);
    }

    private static Map<String, Field> fields(InputObjectTypeDefinition type) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (InputValueDefinition value : type.getInputValueDefinitions()) {
            Type<?> declared = value.getType();
            boolean required = declared instanceof NonNullType && value.getDefaultValue() == null;
            boolean list = false;
            while (!(declared instanceof TypeName)) {
                list |= declared instanceof ListType;
                declared =
                        declared instanceof NonNullType nonNull ? nonNull.getType() : ((ListType) declared).getType();
            }
            fields.put(value.getName(), new Field(value.getName(), ((TypeName) declared).getName(), list, required));
        }
        return fields;
    }

    /** The values of an enum that may be sent; null if there is no such enum. */
    @Nullable
    List<String> words(String type) {
        List<String> values = values(type);
        // “Upgrade to the latest version of the API to resolve this unit”: an answer, and no unit.
        return values == null
                ? null
                : values.stream().filter(value -> !value.equals("UNKNOWN")).toList();
    }

    /** The values of an enum; null if there is no such enum. */
    private @Nullable List<String> values(String type) {
        return schema.getType(type, EnumTypeDefinition.class)
                .map(definition -> definition.getEnumValueDefinitions().stream()
                        .map(EnumValueDefinition::getName)
                        .toList())
                .orElse(null);
    }
}
