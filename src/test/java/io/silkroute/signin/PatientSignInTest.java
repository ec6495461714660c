package io.silkroute.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.platform.SettableClock;
import io.silkroute.platform.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.transaction.support.TransactionTemplate;

class PatientSignInTest {

    private final AtomicInteger queries = new AtomicInteger();
    private final DataSource database = TestDatabase.hsqldb();
    private final SettableClock clock = SettableClock.at("2026-11-20T10:00:00Z");
    private final PasswordCache cache =
            new PasswordCache(PasswordEncoderFactories.createDelegatingPasswordEncoder(), clock);
    private final People people = new People(
            new JdbcTemplate(database) {
                @Override
                @SuppressWarnings("NullAway") // it takes a null array for one without elements
                public <T extends @Nullable Object> List<T> query(
                        String sql, RowMapper<T> rows, @Nullable Object @Nullable ... arguments) {
                    queries.incrementAndGet();
                    return super.query(sql, rows, arguments);
                }
            },
            new TransactionTemplate(new JdbcTransactionManager(database)),
            clock);
    private final PatientSignIn signIn =
            new PatientSignIn(new Users(Map.of(), people), cache, new Backoff(entries -> {}, clock));

    private Authentication signIn(String name, String password) {
        return Objects.requireNonNull(
                signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password)));
    }

    private String encoded() {
        return Objects.requireNonNull(cache.encode("password-of-ann"));
    }

    @Test
    void a_name_is_looked_up_once() {
        people.add("ann", encoded(), Role.OPERATOR);
        for (int i = 0; i < 2; i++) {
            queries.set(0);
            assertThat(signIn("ann", "password-of-ann").getName()).isEqualTo("ann");
            assertThat(queries).hasValue(1);
        }
    }

    @Test
    void nobody_is_let_in_as_who_was_asked_for_before() {
        people.add("ann", encoded(), Role.OPERATOR);
        signIn("ann", "password-of-ann");
        assertThatThrownBy(() -> signIn("ben", "password-of-ann")).isInstanceOf(BadCredentialsException.class);
        assertThatThrownBy(() -> signIn("ann", "another")).isInstanceOf(BadCredentialsException.class);
        assertThatThrownBy(() -> signIn("", "password-of-ann")).isInstanceOf(BadCredentialsException.class);
    }
}
