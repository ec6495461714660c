package io.silkroute.signin.oidc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The provider cannot be reached, takes too long, or does not say what a provider says. Nobody's fault who signs in. */
final class ProviderSilent extends IOException {

    private static final long serialVersionUID = 1;

    ProviderSilent(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
