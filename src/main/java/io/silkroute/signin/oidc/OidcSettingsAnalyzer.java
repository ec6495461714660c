package io.silkroute.signin.oidc;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class OidcSettingsAnalyzer extends AbstractFailureAnalyzer<OidcSettingsRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, OidcSettingsRefused cause) {
        return new FailureAnalysis(
                "Signing in by OpenID Connect is set in part or wrongly:\n\n  " + cause.getMessage(),
                "Complete it as docs/security.md shows, or remove all that begins with silkroute.oidc.",
                cause);
    }
}
