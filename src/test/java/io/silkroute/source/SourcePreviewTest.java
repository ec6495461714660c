package io.silkroute.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.source.profile.ProfileFiles;
import io.silkroute.source.profile.Profiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SourcePreviewTest {

    private static final Profiles.Known PROFILES = Profiles.of(ProfileFiles.in(Path.of("sources")));

    private static Optional<String> open(JsonNode item) {
        return Optional.empty();
    }

    private static SourcePreview preview(String rows, boolean full, Function<JsonNode, Optional<String>> door)
            throws IOException {
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        LiveItems live = (type, after) -> type.equals("product") && after.isEmpty() ? List.of("OLD") : List.of();
        try (Conversion conversion = SourceFiles.open(
                PROFILES,
                () -> new ByteArrayInputStream(bytes),
                null,
                full ? Extent.FULL : Extent.AS_PROFILED,
                id -> null,
                live,
                Instant.EPOCH,
                Files::createTempFile)) {
            return SourcePreview.of(conversion, door);
        }
    }

    @Test
    void what_the_door_would_refuse_is_refused_with_its_row_and_not_counted_as_made() throws IOException {
        SourcePreview preview = preview(
                "SKU,Name,Price\nA,Apron,1\nB,Bib,free\nC,Cap,3\n",
                false,
                item -> item.path("id").asString("").equals("C") ? Optional.of("It is too large.") : Optional.empty());

        assertThat(preview.rows()).isEqualTo(3);
        assertThat(preview.made()).isEqualTo(1);
        assertThat(preview.refusals()).isEqualTo(2);
        assertThat(preview.items())
                .extracting(item -> item.path("id").asString(""))
                .containsExactly("A");
        assertThat(preview.refused()).extracting(SourcePreview.Refused::row).containsExactly(3L, 4L);
        assertThat(preview.refused().get(1)).isEqualTo(new SourcePreview.Refused(4, "", "", "It is too large."));
    }

    @Test
    void of_a_full_file_what_is_gone_is_made_too() throws IOException {
        String rows = "SKU,Name,Price\nA,Apron,1\n";

        assertThat(preview(rows, false, SourcePreviewTest::open).made()).isEqualTo(1);
        SourcePreview full = preview(rows, true, SourcePreviewTest::open);
        assertThat(full.made()).isEqualTo(2);
        assertThat(full.items().get(1).path("operation").asString("")).isEqualTo("delete");
    }

    @Test
    void a_file_that_breaks_off_is_none() {
        String xml = "<items><item><sku>A</sku><name>Apron</name><price>1</price></item><item>";

        assertThatThrownBy(() -> preview(xml, false, SourcePreviewTest::open)).isInstanceOf(Unconvertible.class);
    }
}
