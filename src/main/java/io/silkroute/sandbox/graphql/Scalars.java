package io.silkroute.sandbox.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.BooleanValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shopify's own scalars: text on the wire, checked on the way in. */
final class Scalars {
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,20})?");

    private Scalars() {}

    static List<GraphQLScalarType> all() {
        return List.of(
                scalar("Money", value -> DECIMAL.matcher(value).matches() ? null : "invalid money '" + value + "'"),
                scalar("Decimal", value -> DECIMAL.matcher(value).matches() ? null : "invalid decimal '" + value + "'"),
                scalar("UnsignedInt64", value -> value.matches("\\d{1,20}") ? null : "invalid unsigned integer"),
                scalar("URL", value -> url(value) ? null : "Invalid url '" + value + "', missing scheme"),
                scalar("DateTime", value -> dateTime(value) ? null : "Invalid DateTime '" + value + "'"),
                scalar("HTML", value -> null),
                scalar("JSON", value -> null));
    }

    private static GraphQLScalarType scalar(String name, Function<String, @Nullable String> problem) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new Text(name.equals("JSON"), problem))
                .build();
    }

    private record Text(boolean any, Function<String, @Nullable String> problem) implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object result, GraphQLContext context, Locale locale) {
            return result;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            if (!any && !(input instanceof String) && !(input instanceof Number)) {
                throw new CoercingParseValueException("Could not coerce value " + input);
            }
            String wrong = any ? null : problem.apply(input.toString());
            if (wrong != null) {
                throw new CoercingParseValueException(wrong);
            }
            return any ? input : input.toString();
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            Object value = literal(input);
            if (value == null) {
                throw new CoercingParseLiteralException("Could not coerce the literal");
            }
            return parseValue(value, context, locale);
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(input.toString());
        }
    }

    private static @Nullable Object literal(Value<?> value) {
        if (value instanceof StringValue text) {
            return text.getValue();
        }
        if (value instanceof IntValue number) {
            return number.getValue();
        }
        if (value instanceof FloatValue number) {
            return number.getValue();
        }
        if (value instanceof BooleanValue flag) {
            return flag.isValue();
        }
        return value instanceof ObjectValue || value instanceof NullValue ? null : value.toString();
    }

    private static boolean url(String value) {
        try {
            return new URI(value).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean dateTime(String value) {
        try {
            DateTimeFormatter.ISO_DATE_TIME.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
