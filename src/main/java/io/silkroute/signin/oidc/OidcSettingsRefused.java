package io.silkroute.signin.oidc;

import java.util.List;

/** Settings of a provider with which nobody could sign in. The process does not start. */
final class OidcSettingsRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    OidcSettingsRefused(List<String> sentences) {
        super(String.join("\n  ", sentences));
    }
}
