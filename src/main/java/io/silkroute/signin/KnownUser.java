package io.silkroute.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A user as he signed in. The stamp tells whether password and role are those of today. */
final class KnownUser extends User {

    private static final long serialVersionUID = 1;

    private final String stamp;

    KnownUser(String name, String password, Role role) {
        super(name, password, List.of(new SimpleGrantedAuthority("ROLE_" + role.name())));
        this.stamp = Integer.toHexString((role + " " + password).hashCode());
    }

    boolean sameAs(KnownUser other) {
        return stamp.equals(other.stamp);
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
