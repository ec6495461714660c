package io.silkroute.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may sign in.
 *
 * @param adminPassword the password of the user {@code admin}, who exists when it is given or no users are
 */
@ConfigurationProperties("silkroute")
public record UserSettings(
        @DefaultValue List<User> users, @Nullable String adminPassword) {

    /** @param password in clear, or as {@code {bcrypt}$2a$…} */
    public record User(
            String name,
            String password,
            @DefaultValue("operator") Role role) {

        public User {
            if (name == null || name.isBlank() || password == null || password.isBlank()) {
                throw new IllegalArgumentException("silkroute.users: each user has a name and a password");
            }
        }

        @Override
        public String toString() {
            return "User[" + name + "]";
        }
    }

    @Override
    public String toString() {
        return "UserSettings[" + users + "]";
    }
}
