package io.silkroute.discount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesAtOnceTest {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 251})
    void more_codes_than_a_call_takes_are_refused_at_the_start(int codes) {
        assertThatThrownBy(() -> new JoiningCodes.Settings(codes))
                .hasMessageContaining("silkroute.discounts.codes-at-once must be from 1 to 250");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 250})
    void as_many_as_a_call_takes_are_taken(int codes) {
        assertThat(new JoiningCodes.Settings(codes).codesAtOnce()).isEqualTo(codes);
    }
}
