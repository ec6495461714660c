package io.silkroute.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The people who were added here; those of application.yaml are not among them. */
@Repository
class People {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    People(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What came of a change. */
    enum Change {
        DONE,
        NOBODY, // of this name: somebody else may have removed him a moment ago
        LAST_ADMIN // nothing was changed, nobody could undo it
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

    /**
     * @param password its digest; null: stays
     * @param role null: stays
     * @param adminAmong whether an admin is left when these are
     */
    Change change(String name, @Nullable String password, @Nullable Role role, Predicate<List<Person>> adminAmong) {
        return locked(name, before -> {
            if (role != null && role != Role.ADMIN && isLastAdmin(before, adminAmong)) {
                return Change.LAST_ADMIN;
            }
            jdbc.update(
                    "update person set password = ?, role = ? where name = ?",
                    password == null ? before.password() : password,
                    (role == null ? before.role() : role).word(),
                    name);
            return Change.DONE;
        });
    }

    Change remove(String name, Predicate<List<Person>> adminAmong) {
        return locked(name, before -> {
            if (isLastAdmin(before, adminAmong)) {
                return Change.LAST_ADMIN;
            }
            jdbc.update("delete from person where name = ?", name);
            return Change.DONE;
        });
    }

    // Two who take the role from each other at the same time: the second waits for the first, and sees what he did.
    private Change locked(String name, Function<Person, Change> change) {
        return Objects.requireNonNull(transaction.execute(begun -> {
            jdbc.update("update person set role = role where role = ? or name = ?", Role.ADMIN.word(), name);
            return find(name).map(change).orElse(Change.NOBODY);
        }));
    }

    private boolean isLastAdmin(Person person, Predicate<List<Person>> adminAmong) {
        return person.role() == Role.ADMIN
                && !adminAmong.test(all().stream()
                        .filter(other -> !other.name().equals(person.name()))
                        .toList());
    }

    private static Person read(ResultSet row, int n) throws SQLException {
        return new Person(
                row.getString("name"),
                row.getString("password"),
                Role.of(row.getString("role")).orElse(Role.VIEWER),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
