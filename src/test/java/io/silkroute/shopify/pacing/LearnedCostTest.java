package io.silkroute.shopify.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.Operation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class LearnedCostTest {

    private static final Operation OPERATION = Operation.named("productSet");

    private final LearnedCost costs = new LearnedCost();
    private final ObjectNode variables = variables();

    private static ObjectNode variables() {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.putObject("input").putArray("variants").addObject();
        return variables;
    }

    @Test
    void many_calls_under_way_at_once_teach_the_same_correction_once() {
        double law = costs.estimate(OPERATION, variables).law();

        for (int i = 0; i < 16; i++) {
            costs.learn(OPERATION, law, 2 * law);
        }

        assertThat(costs.estimate(OPERATION, variables).corrected()).isEqualTo(2 * law);
    }

    @Test
    void what_was_forecast_too_high_comes_down_little_by_little() {
        double law = costs.estimate(OPERATION, variables).law();
        costs.learn(OPERATION, law, 3 * law);

        costs.learn(OPERATION, law, law);

        assertThat(costs.estimate(OPERATION, variables).corrected())
                .isLessThan(3 * law)
                .isGreaterThan(2.5 * law);
    }
}
