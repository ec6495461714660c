package io.silkroute.connector.lifecycle;

import io.silkroute.connector.config.FieldProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A connector of {@code application.yaml} that cannot be created; start-up is refused. */
public final class ConnectorSettingsInvalid extends RuntimeException {

    private static final long serialVersionUID = 1;

    ConnectorSettingsInvalid(String name, List<FieldProblem> problems) {
        super(problems.stream()
                .map(problem -> "silkroute.connectors." + name + "." + kebab(problem.field()) + " " + problem.message())
                .collect(Collectors.joining("\n")));
    }

    private static String kebab(String field) {
        return field.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
