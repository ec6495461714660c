package io.silkroute.signin;

import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** What the chains of filters need to know who somebody is. */
@Component
public class SignIn {

    private final Users users;
    private final ApiTokens tokens;

    SignIn(Users users, ApiTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    public StillKnown stillKnown() {
        return new StillKnown(users);
    }

    /** @param unknown answers who sends a token that is none */
    public TokenSignIn tokens(AuthenticationEntryPoint unknown) {
        return new TokenSignIn(tokens, unknown);
    }
}
