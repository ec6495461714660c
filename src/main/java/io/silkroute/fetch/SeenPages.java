package io.silkroute.fetch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The pages that were read of a part, so that a PIM that leads round in a circle is left. */
final class SeenPages {

    private static final int MOST = 200_000;

    private final Set<String> places = new HashSet<>();
    private int last;
    private int lastSize;

    /** @throws FetchFailed if the page was read before, or is the same as the one before it */
    void add(@Nullable String place, List<JsonNode> records, @Nullable String next) {
        places.add(String.valueOf(place));
        if (next != null && places.contains(next)) {
            throw new FetchFailed(
                    "After the page %s comes one that was read already (%s), so the pages lead round in a circle. Check the source's “next”."
                            .formatted(
                                    place == null ? "at the source's address" : ShownText.shown(place),
                                    ShownText.shown(next)));
        }
        if (places.size() > MOST) {
            throw new FetchFailed("There are more than %d pages. Ask for more records a page.".formatted(MOST));
        }
        int content = records.hashCode();
        if (!records.isEmpty() && places.size() > 1 && content == last && records.size() == lastSize) {
            throw new FetchFailed(
                    "The page %s holds the same records as the one before it, so the PIM does not know how the next page is asked for. Check the source's “next”."
                            .formatted(ShownText.shown(String.valueOf(place))));
        }
        last = content;
        lastSize = records.size();
    }
}
