package io.silkroute.signin.oidc;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** The provider knows him, and nothing it says of him makes him somebody here. */
final class NoRole extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1;

    NoRole() {
        super(new OAuth2Error("no_role"));
    }
}
