package io.silkroute.signin;

import java.util.Locale;
import java.util.Optional;

/** A viewer reads; an operator also runs connectors; an admin does everything. */
public enum Role {
    ADMIN,
    OPERATOR,
    VIEWER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
