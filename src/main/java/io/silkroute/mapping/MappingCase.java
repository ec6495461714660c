package io.silkroute.mapping;

import io.silkroute.campaign.CodeImage;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One example of what a mapping does.
 *
 * @param given the item that is rendered, and after it whatever variants and categories go with it
 * @param locations names of the shop's locations
 * @param expect the part of the payload that is looked at; null if there is none
 * @param rejected a part of the sentence with which the item is refused; null if it is not
 * @param notes parts of the notes, one each
 */
record MappingCase(
        String name,
        int line,
        List<Item> given,
        List<String> locations,
        @Nullable JsonNode expect,
        @Nullable String rejected,
        List<String> notes) {

    /** What is otherwise than expected, a line each; empty if the case holds. */
    List<String> differences(Mapping mapping) {
        Rendered rendered = mapping.render(source());
        if (rendered instanceof Rendered.Refused refused) {
            String reasons = String.join(" ", refused.reasons());
            return rejected != null && reasons.contains(rejected)
                    ? List.of()
                    : List.of(
                            rejected == null
                                    ? "it was rejected: " + reasons
                                    : "rejected: expected “" + rejected + "”, is “" + reasons + "”");
        }
        Rendered.Payload payload = (Rendered.Payload) rendered;
        if (rejected != null) {
            return List.of("rejected: expected “" + rejected + "”, but it was not rejected");
        }
        List<String> differences = new Differences().of(expect, payload.input());
        notes.stream()
                .filter(note -> payload.notes().stream().noneMatch(said -> said.contains(note)))
                .forEach(note -> differences.add("notes: expected “" + note + "”, are " + payload.notes()));
        return differences;
    }

    // As a run puts them together: variants name their product, a product its categories.
    private Source source() {
        Item item = completed(given.get(0));
        List<Item> variants = given.stream()
                .filter(other -> other.type() == ItemType.VARIANT && Objects.equals(other.parent(), item.id()))
                .toList();
        List<Item> categories = item.categories().stream()
                .map(this::category)
                .flatMap(Optional::stream)
                .toList();
        Map<String, String> ids = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        locations.forEach(name -> ids.put(name, "gid://shopify/Location/" + (ids.size() + 1)));
        return new Source(item, variants, categories, null, ids);
    }

    private Item completed(Item item) {
        return given.stream()
                .filter(other -> item.type() == ItemType.CODE
                        && other.type() == ItemType.CAMPAIGN
                        && other.id().equals(item.parent()))
                .findFirst()
                .map(campaign -> new Item(item.key(), CodeImage.within(item.image(), campaign.image())))
                .orElse(item);
    }

    private Optional<Item> category(String id) {
        return given.stream()
                .filter(other -> other.type() == ItemType.CATEGORY && other.id().equals(id))
                .findFirst();
    }
}
