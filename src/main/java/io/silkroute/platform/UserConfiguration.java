package io.silkroute.platform;

import io.silkroute.platform.UserSettings.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The users and their passwords. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UserSettings.class)
class UserConfiguration {

    @Bean
    PasswordEncoder passwordEncoder(Clock clock) {
        return new PasswordCache(PasswordEncoderFactories.createDelegatingPasswordEncoder(), clock);
    }

    @Bean
    UserDetailsService users(UserSettings settings, PasswordEncoder encoder, @Value("${silkroute.data}") Path data)
            throws IOException {
        List<UserDetails> users = new ArrayList<>();
        for (UserSettings.User user : settings.users()) {
            users.add(user(user.name(), encoded(user.password(), encoder), user.role()));
        }
        boolean named = settings.users().stream().anyMatch(user -> user.name().equals("admin"));
        String password = settings.adminPassword();
        if (password != null && !password.isBlank() && !named) {
            users.add(user("admin", encoded(password, encoder), Role.ADMIN));
        } else if (users.isEmpty()) {
            users.add(user("admin", AdminPassword.of(data, encoder), Role.ADMIN));
        }
        return new InMemoryUserDetailsManager(users);
    }

    private static UserDetails user(String name, String password, Role role) {
        return User.withUsername(name).password(password).roles(role.name()).build();
    }

    private static String encoded(String password, PasswordEncoder encoder) {
        return password.startsWith("{bcrypt}") ? password : encoder.encode(password);
    }
}
