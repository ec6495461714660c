package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.graphql.UserError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an input is refused, each with the way to the field from the argument on. */
final class Refusals {
    private final String argument;
    private final List<UserError> errors = new ArrayList<>();

    Refusals(String argument) {
        this.argument = argument;
    }

    void add(@Nullable String code, String message, List<String> path) {
        List<String> field = new ArrayList<>();
        field.add(argument);
        field.addAll(path);
        errors.add(new UserError(List.copyOf(field), message, code));
    }

    void add(@Nullable String code, String message, String... path) {
        add(code, message, List.of(path));
    }

    List<UserError> errors() {
        return errors;
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }
}
