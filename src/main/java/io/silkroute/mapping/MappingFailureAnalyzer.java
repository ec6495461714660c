package io.silkroute.mapping;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A wrong mapping refuses to start, in words instead of a stack trace. */
final class MappingFailureAnalyzer extends AbstractFailureAnalyzer<MappingInvalid> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MappingInvalid cause) {
        return new FailureAnalysis(
                "The mapping files cannot be used:\n\n" + cause.getMessage(),
                "Correct the lines named above and start again.",
                cause);
    }
}
