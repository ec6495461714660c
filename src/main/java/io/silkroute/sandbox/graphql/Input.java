package io.silkroute.sandbox.graphql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An input object as it was sent: a field left out and a field given as null are two things. */
public record Input(Map<String, Object> fields) {

    static final Input EMPTY = new Input(Map.of());

    @SuppressWarnings("unchecked")
    static Input of(@Nullable Object map) {
        return map == null ? EMPTY : new Input((Map<String, Object>) map);
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public boolean given(String name) {
        return fields.get(name) != null;
    }

    @Nullable
    public String text(String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }

    public String text(String name, String otherwise) {
        Object value = fields.get(name);
        return value == null ? otherwise : value.toString();
    }

    public boolean flag(String name, boolean otherwise) {
        return fields.get(name) instanceof Boolean flag ? flag : otherwise;
    }

    public int number(String name, int otherwise) {
        return fields.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    /** The argument {@code limit}, which is given as null where there is to be none. */
    public int limit(int otherwise) {
        return has("limit") && !given("limit") ? Integer.MAX_VALUE : number("limit", otherwise);
    }

    /** A Float; 0 when it is none. */
    public double decimal(String name) {
        return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    public Input input(String name) {
        return of(fields.get(name));
    }

    @Nullable
    public Input optional(String name) {
        return given(name) ? input(name) : null;
    }

    /** How many entries a list has. */
    public int entries(String name) {
        return fields.get(name) instanceof List<?> list ? list.size() : 0;
    }

    @SuppressWarnings("unchecked")
    public List<String> texts(String name) {
        return fields.get(name) instanceof List<?> list ? (List<String>) list : List.of();
    }

    public List<Input> inputs(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(Input::of).toList()
                : List.of();
    }
}
