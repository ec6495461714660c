package io.silkroute.export.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Where a failure is mended is no other place than its sentence says. */
class MendTest {

    private static Properties sentences() throws IOException {
        Properties sentences = new Properties();
        try (InputStream file = MendTest.class.getResourceAsStream("/shopify/error-sentences.properties")) {
            sentences.load(file);
        }
        return sentences;
    }

    @Test
    void a_defect_of_the_connector_is_nobody_elses_to_mend() throws IOException {
        sentences().forEach((code, sentence) -> {
            if (sentence.toString().contains("defect") && !sentence.toString().contains("Check the mapping")) {
                assertThat(Mend.of(code.toString()))
                        .as("%s: %s", code, sentence)
                        .isEqualTo(Mend.CONNECTOR);
            }
        });
    }

    @Test
    void what_a_replay_mends_is_replayed() throws IOException {
        sentences().forEach((code, sentence) -> {
            if (sentence.toString().contains("Replay the item")
                    && !sentence.toString().contains("in the PIM")) {
                assertThat(Mend.of(code.toString()))
                        .as("%s: %s", code, sentence)
                        .isEqualTo(Mend.AGAIN);
            }
        });
    }

    @Test
    void what_the_pim_or_the_mapping_mends_is_not_looked_for_in_the_shop() throws IOException {
        sentences().forEach((code, sentence) -> {
            String text = sentence.toString();
            if (text.contains("in the PIM") && !text.contains("in the shop")) {
                assertThat(Mend.of(code.toString())).as("%s: %s", code, text).isIn(Mend.PIM, Mend.MAPPING);
            }
            if (text.endsWith("in Shopify.") || text.endsWith("in the Shopify admin.")) {
                assertThat(Mend.of(code.toString())).as("%s: %s", code, text).isEqualTo(Mend.SHOP);
            }
        });
    }

    @Test
    void what_we_reject_ourselves_is_mended_in_the_pim() {
        assertThat(Mend.of("INVALID")).isEqualTo(Mend.PIM);
        assertThat(Mend.of("A_CODE_OF_TOMORROW")).isEqualTo(Mend.PIM);
    }
}
