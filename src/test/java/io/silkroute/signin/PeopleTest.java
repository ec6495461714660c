package io.silkroute.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.platform.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Admins who change each other at the same moment. */
class PeopleTest {

    private static List<Named<DataSource>> databases() {
        return List.of(Named.of("HSQLDB", TestDatabase.hsqldb()), Named.of("PostgreSQL", TestDatabase.postgresql()));
    }

    private static People people(DataSource database) {
        return new People(
                new JdbcTemplate(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                Clock.systemUTC());
    }

    private static List<People.Change> atOnce(Callable<People.Change> one, Callable<People.Change> other)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier both = new CyclicBarrier(2);
        try {
            List<Future<People.Change>> changes = List.of(one, other).stream()
                    .map(change -> threads.submit(() -> {
                        both.await();
                        return change.call();
                    }))
                    .toList();
            return List.of(changes.get(0).get(), changes.get(1).get());
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void two_admins_who_take_the_role_from_each_other_leave_one(DataSource database) throws Exception {
        People people = people(database);
        Users users = new Users(Map.of(), people);
        for (int i = 0; i < 40; i++) {
            people.add("ann", "digest", Role.ADMIN);
            people.add("ben", "digest", Role.ADMIN);

            List<People.Change> changes = i % 2 == 0
                    ? atOnce(
                            () -> people.change("ann", null, Role.VIEWER, users::adminAmong),
                            () -> people.change("ben", null, Role.VIEWER, users::adminAmong))
                    : atOnce(
                            () -> people.remove("ann", users::adminAmong),
                            () -> people.remove("ben", users::adminAmong));

            assertThat(changes).containsExactlyInAnyOrder(People.Change.DONE, People.Change.LAST_ADMIN);
            assertThat(people.all()).filteredOn(one -> one.role() == Role.ADMIN).hasSize(1);
            people.remove("ann", others -> true);
            people.remove("ben", others -> true);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_role_and_a_password_that_are_changed_at_once_are_both_changed(DataSource database) throws Exception {
        People people = people(database);
        for (int i = 0; i < 20; i++) {
            people.add("ann", "before", Role.VIEWER);
            assertThat(atOnce(
                            () -> people.change("ann", "after", null, others -> true),
                            () -> people.change("ann", null, Role.OPERATOR, others -> true)))
                    .containsOnly(People.Change.DONE);
            assertThat(people.find("ann")).hasValueSatisfying(ann -> {
                assertThat(ann.password()).isEqualTo("after");
                assertThat(ann.role()).isEqualTo(Role.OPERATOR);
            });
            assertThat(people.remove("ann", others -> true)).isEqualTo(People.Change.DONE);
            assertThat(people.remove("ann", others -> true)).isEqualTo(People.Change.NOBODY);
        }
    }
}
