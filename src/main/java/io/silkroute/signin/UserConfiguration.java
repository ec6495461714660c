package io.silkroute.signin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The users and their passwords. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UserSettings.class)
class UserConfiguration {

    @Bean
    PasswordCache passwordEncoder(Clock clock) {
        return new PasswordCache(PasswordEncoderFactories.createDelegatingPasswordEncoder(), clock);
    }

    @Bean
    Users users(UserSettings settings, PasswordCache encoder, People people, @Value("${silkroute.data}") Path data)
            throws IOException {
        Map<String, KnownUser> users = new LinkedHashMap<>();
        for (UserSettings.User user : settings.users()) {
            users.put(user.name(), new KnownUser(user.name(), encoded(user.password(), encoder), user.role()));
        }
        String password = settings.adminPassword();
        if (password != null && !password.isBlank()) {
            users.putIfAbsent("admin", new KnownUser("admin", encoded(password, encoder), Role.ADMIN));
        } else if (users.isEmpty()) {
            users.put("admin", new KnownUser("admin", AdminPassword.of(data, encoder), Role.ADMIN));
        }
        return new Users(users, people);
    }

    /** The only one there is: what it refuses nobody else is asked. */
    @Bean
    AuthenticationProvider passwords(Users users, PasswordCache cache, Backoff backoff) {
        return new PatientSignIn(users, cache, backoff);
    }

    private static String encoded(String password, PasswordEncoder encoder) {
        return password.startsWith("{bcrypt}") ? password : Objects.requireNonNull(encoder.encode(password));
    }
}
