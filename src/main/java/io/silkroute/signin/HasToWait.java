package io.silkroute.signin;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Who tries to sign in has to wait. The sentence says nothing on whether the password was right. */
public final class HasToWait extends AuthenticationException {

    private static final long serialVersionUID = 1;

    private final long seconds;

    public HasToWait(Duration left) {
        super("Too many sign-ins of this name or from this address failed, or are under way. Try again later.");
        this.seconds = Math.max(1, left.toSeconds() + 1);
    }

    public long seconds() {
        return seconds;
    }
}
