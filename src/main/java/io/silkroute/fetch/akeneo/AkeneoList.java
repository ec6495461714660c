package io.silkroute.fetch.akeneo;

import io.silkroute.fetch.FetchFailed;
import io.silkroute.fetch.SourceAnswer;
import io.silkroute.fetch.SourceCalls;
import io.silkroute.fetch.SourceLinks;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list of Akeneo's.
 *
 * @param next the address of the next page; null: it was the last
 */
record AkeneoList(List<JsonNode> items, @Nullable String next, Instant at) {

    static AkeneoList of(SourceCalls.Asked asked, URI address, SourceAnswer answer) {
        JsonNode list = answer.body().path("_embedded").path("items");
        if (!list.isArray()) {
            throw new FetchFailed(
                    "Akeneo answers %s without a list of items. Check that the source's address is that of the PIM itself."
                            .formatted(address.getPath()));
        }
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        String link = answer.body().at("/_links/next/href").asString("");
        return new AkeneoList(
                items, link.isEmpty() ? null : SourceLinks.followed(asked.source(), address, link), answer.at());
    }
}
