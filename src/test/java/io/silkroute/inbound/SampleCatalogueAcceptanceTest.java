package io.silkroute.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "silkroute.sample-connector=demo")
class SampleCatalogueAcceptanceTest extends InboundTest {

    private static final Path TAKEN = INBOX.resolve("demo/done/sample.jsonl");

    @Autowired
    SampleCatalogue sample;

    @DynamicPropertySource
    static void sample(DynamicPropertyRegistry registry) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(DATA.resolve("beside")).resolve("sample.jsonl"),
                "{\"type\":\"product\",\"id\":\"SAMPLE-1\"}\n");
        registry.add("silkroute.sample", file::toString);
    }

    @Test
    void the_sample_is_taken_in_once_and_never_again() throws Exception {
        await().until(() -> Files.exists(TAKEN));
        Files.delete(TAKEN);

        sample.drop();

        assertThat(INBOX.resolve("demo/sample.jsonl")).doesNotExist();
        assertThat(TAKEN).doesNotExist();
    }
}
