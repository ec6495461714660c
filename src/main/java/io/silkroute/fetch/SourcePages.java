package io.silkroute.fetch;

import io.silkroute.connector.config.SourceConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How the pages of one kind of PIM are asked for. */
public interface SourcePages {

    SourceConfig.Kind kind();

    /** What is fetched one after the other, each taken in by itself: categories before the products that name them. */
    List<Part> parts(SourceConfig source);

    /**
     * A page of a part.
     *
     * @throws FetchFailed if it cannot be had
     */
    Page page(Wanted wanted);

    /** @param profile that says what its records are */
    record Part(String name, String profile) {}

    /**
     * @param fetch by which what was looked up for it is found again
     * @param since only what changed after it; null: everything
     * @param place of the page, as the page before it named it; null: the first
     */
    record Wanted(
            SourceCalls.Asked asked,
            String fetch,
            int part,
            @Nullable Instant since,
            @Nullable String place) {}

    /**
     * @param next the place of the next page; null: it was the last
     * @param asOf when it was answered, by the PIM's clock
     */
    record Page(List<JsonNode> records, @Nullable String next, Instant asOf) {}
}
