package io.silkroute.sandbox.graphql;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An argument as written in a document, with its variables filled in, as plain maps, lists and values. */
final class Literals {
    private Literals() {}

    static @Nullable Object of(@Nullable Value<?> value, Map<String, Object> variables) {
        if (value instanceof VariableReference reference) {
            return variables.get(reference.getName());
        }
        if (value instanceof ObjectValue object) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (ObjectField field : object.getObjectFields()) {
                fields.put(field.getName(), of(field.getValue(), variables));
            }
            return fields;
        }
        if (value instanceof ArrayValue array) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Value<?> element : array.getValues()) {
                elements.add(of(element, variables));
            }
            return elements;
        }
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
        return value instanceof EnumValue name ? name.getName() : null;
    }
}
