package io.silkroute.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.run.RunState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunStatesPageTest {

    @ParameterizedTest
    @EnumSource
    void every_state_says_what_it_means(RunState state) throws IOException {
        try (InputStream page = getClass().getResourceAsStream("/templates/console/run-states.html")) {
            String html = new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);

            assertThat(Jsoup.parse(html).select("section[th:fragment=" + state.word() + "] > p:not(:has(progress))"))
                    .isNotEmpty();
        }
    }
}
