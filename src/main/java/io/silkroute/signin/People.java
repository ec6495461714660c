package io.silkroute.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The people who were added here; those of application.yaml are not among them. */
@Repository
class People {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    People(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Person(String name, String password, Role role, Instant createdAt) {

        @Override
        public String toString() {
            return "Person[" + name + "]";
        }
    }

    Optional<Person> find(String name) {
        return jdbc.query("select * from person where name = ?", People::read, name).stream()
                .findFirst();
    }

    List<Person> all() {
        return jdbc.query("select * from person order by name", People::read);
    }

    /** @return false if there is one of this name. @param password its digest */
    boolean add(String name, String password, Role role) {
        try {
            jdbc.update(
                    "insert into person (name, password, role, created_at) values (?, ?, ?, ?)",
                    name,
                    password,
                    role.word(),
                    clock.instant().atOffset(ZoneOffset.UTC));
            return true;
        } catch (DuplicateKeyException known) {
            return false;
        }
    }

    /** @return false if there is none */
    boolean change(String name, String password, Role role) {
        return jdbc.update("update person set password = ?, role = ? where name = ?", password, role.word(), name) > 0;
    }

    boolean remove(String name) {
        return jdbc.update("delete from person where name = ?", name) > 0;
    }

    private static Person read(ResultSet row, int n) throws SQLException {
        return new Person(
                row.getString("name"),
                row.getString("password"),
                Role.of(row.getString("role")).orElse(Role.VIEWER),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
