package io.silkroute.platform;

import io.silkroute.connector.lifecycle.ConnectorSettingsInvalid;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class ConnectorSettingsAnalyzer extends AbstractFailureAnalyzer<ConnectorSettingsInvalid> {

    @Override
    protected FailureAnalysis analyze(Throwable root, ConnectorSettingsInvalid cause) {
        return new FailureAnalysis(
                "A connector of application.yaml cannot be created:\n\n  "
                        + String.valueOf(cause.getMessage()).replace("\n", "\n  "),
                "Correct these keys in application.yaml, or the environment variables that set them.",
                cause);
    }
}
