package io.silkroute.signin.oidc;

import io.silkroute.signin.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Somebody who signed in at the provider, for as long as the session lasts. */
final class ProviderUser extends DefaultOidcUser {

    private static final long serialVersionUID = 1;

    private final String calledHere;

    /** @param calledHere with the provider's name, so that nobody takes him for a user of ours */
    ProviderUser(String calledHere, Role role, OidcIdToken token) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + role.name())), token);
        this.calledHere = calledHere;
    }

    @Override
    public String getName() {
        return calledHere;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
