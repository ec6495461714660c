package io.silkroute.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.connector.ConnectorName;
import io.silkroute.run.EligibilityLook;
import io.silkroute.run.Pulled;
import io.silkroute.run.lease.LeaseLost;
import org.junit.jupiter.api.Test;

class UsageOfRunTest {

    private static final ConnectorName C = new ConnectorName("c");

    private static Pulled looked(Pulled pulled, EligibilityLook look) {
        return UsageOfRun.looked(look, C, pulled);
    }

    @Test
    void who_was_looked_up_stands_beside_the_orders() {
        Pulled pulled = looked(Pulled.whole(3, 2), connector -> new EligibilityLook.Looked(5, null));

        assertThat(pulled).isEqualTo(new Pulled(3, 2, 5L, null, false));
    }

    @Test
    void a_fault_of_looking_customers_up_takes_nothing_from_the_orders_and_fails() {
        EligibilityLook broken = connector -> {
            throw new IllegalStateException("no");
        };

        Pulled whole = looked(Pulled.whole(3, 2), broken);
        assertThat(whole.orders()).isEqualTo(3);
        assertThat(whole.codes()).isEqualTo(2);
        assertThat(whole.failed()).isTrue();
        assertThat(whole.problem())
                .isEqualTo("Looking up customers failed inside Silkroute: " + "java.lang.IllegalStateException: no");
        assertThat(looked(Pulled.notPermitted("It lacks read_orders."), broken).problem())
                .startsWith("It lacks read_orders. Looking up customers failed inside Silkroute");
    }

    @Test
    void a_run_that_another_process_has_taken_is_left() {
        LeaseLost lost = new LeaseLost(C);

        assertThatThrownBy(() -> looked(Pulled.whole(3, 2), connector -> {
                    throw lost;
                }))
                .isSameAs(lost);
    }
}
