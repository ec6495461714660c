package io.silkroute.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class UnknownKeysAnalyzer extends AbstractFailureAnalyzer<UnknownKeys> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnknownKeys cause) {
        return new FailureAnalysis(
                "The configuration has keys that mean nothing:\n\n  " + String.join("\n  ", cause.sentences()),
                "Correct or remove them. application.yaml shows the keys that people change.",
                cause);
    }
}
