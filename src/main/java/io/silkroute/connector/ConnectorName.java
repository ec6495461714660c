package io.silkroute.connector;

import com.fasterxml.jackson.annotation.JsonValue;
import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.config.FieldProblem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connector's name is part of addresses, folders and queues, so its letters are few. */
public record ConnectorName(@JsonValue String text) implements Comparable<ConnectorName> {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** @throws ConfigRefused if the text is no name */
    public ConnectorName {
        if (!isName(text)) {
            throw refused();
        }
    }

    /** @throws ConfigRefused if it is none */
    public static ConnectorName given(@Nullable String text) {
        if (text == null) {
            throw refused();
        }
        return new ConnectorName(text);
    }

    /** Of a text that somebody asks for a connector by; empty if no connector can be called so. */
    public static Optional<ConnectorName> asked(String text) {
        return isName(text) ? Optional.of(new ConnectorName(text)) : Optional.empty();
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static ConfigRefused refused() {
        return new ConfigRefused(List.of(new FieldProblem(
                "name", "must be 1 to 63 lower case letters, digits or hyphens, and not begin with a hyphen.")));
    }

    @Override
    public int compareTo(ConnectorName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
