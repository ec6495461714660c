package io.silkroute.connector.lifecycle;

import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.config.FieldProblem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connector's name is part of addresses, folders and queues, so its letters are few. */
final class ConnectorName {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private ConnectorName() {}

    /** @throws ConfigRefused if it is none */
    static String check(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new ConfigRefused(List.of(new FieldProblem(
                    "name", "must be 1 to 63 lower case letters, digits or hyphens, and not begin with a hyphen.")));
        }
        return name;
    }
}
