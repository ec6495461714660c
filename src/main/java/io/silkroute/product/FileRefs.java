package io.silkroute.product;

import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.WriteIntent;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which of a product's files came from which address: {@code {address: gid}}. Shopify promises no order of the media it
 * answers with, and tells of none where it came from. They are told apart by what it keeps of them: the alt text at
 * once, the name when the file is processed. A file of ours that cannot be told is kept under its own id: it is not
 * taken for somebody else's, and makes way for its address when the product's files are sent next.
 *
 * <p>Source: {@code FileSetInput.filename} and {@code MediaImage.image} in the Admin API's schema.
 */
final class FileRefs {

    private FileRefs() {}

    static ObjectNode of(@Nullable Exported exported) {
        JsonNode refs = exported == null || exported.refs() == null
                ? null
                : exported.refs().get("files");
        return refs instanceof ObjectNode known ? known : JsonNodeFactory.instance.objectNode();
    }

    /**
     * What is known after a write.
     *
     * @param exported as it was before
     * @param files the payload's
     * @param sent the files as they were sent, the payload's first and in its order
     * @param media the product's as the shop answers; nothing where all were sent by their ids
     */
    static ObjectNode after(@Nullable Exported exported, JsonNode files, JsonNode sent, JsonNode media) {
        if (media.isEmpty() && allById(sent)) {
            ObjectNode same = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < files.size(); i++) {
                same.set(address(files.path(i)), sent.path(i).get("id"));
            }
            return same;
        }
        Map<String, String> alts = new LinkedHashMap<>(); // of the answered media, by id
        media.forEach(
                one -> alts.put(one.path("id").asString(""), one.path("alt").asString("")));
        Set<String> fresh = new LinkedHashSet<>(alts.keySet());
        sent.forEach(file -> fresh.remove(file.path("id").asString("")));
        Set<String> foreign = WriteIntent.foreignFiles(exported);
        fresh.removeAll(foreign == null ? Set.of() : foreign);

        ObjectNode refs = JsonNodeFactory.instance.objectNode();
        Map<String, List<String>> unknown = new LinkedHashMap<>(); // addresses by alt text
        for (int i = 0; i < files.size(); i++) {
            String address = address(files.path(i));
            String known = of(exported).path(address).asString("");
            String id = sent.path(i).path("id").asString(known);
            if (alts.containsKey(id)) {
                refs.put(address, id);
                fresh.remove(id);
            } else {
                unknown.computeIfAbsent(files.path(i).path("alt").asString(""), alt -> new ArrayList<>())
                        .add(address);
            }
        }
        Set<String> nameless = new LinkedHashSet<>();
        unknown.values().forEach(nameless::addAll);
        named(media, byName(nameless), fresh::contains).forEach((address, id) -> {
            refs.put(address, id);
            fresh.remove(id);
            unknown.values().forEach(addresses -> addresses.remove(address));
        });
        boolean allOurs =
                fresh.size() <= unknown.values().stream().mapToInt(List::size).sum();
        unknown.forEach((alt, addresses) -> {
            List<String> ids =
                    fresh.stream().filter(id -> alt.equals(alts.get(id))).toList();
            for (int i = 0; ids.size() == addresses.size() && i < ids.size(); i++) {
                refs.put(addresses.get(i), ids.get(i));
                fresh.remove(ids.get(i));
            }
        });
        if (allOurs) {
            fresh.forEach(id -> refs.put(id, id));
        }
        return refs;
    }

    /** Are all of these in the shop already? */
    static boolean allById(JsonNode sent) {
        return sent.valueStream().allMatch(file -> file.path("id").isString());
    }

    /**
     * What is known, put right by names, with what the shop holds of a payload's files although no answer has told so:
     * it was there before the connector came, or a lost write brought it. Those are known by their names alone.
     *
     * @param files the payload's
     */
    static ObjectNode known(@Nullable Exported exported, JsonNode files, JsonNode media) {
        ObjectNode refs = byName(exported, media);
        Set<String> foreign = WriteIntent.foreignFiles(exported);
        boolean adopted = exported != null && exported.state() == Exported.State.LINKED;
        if (adopted || foreign != null) {
            Set<String> told = new LinkedHashSet<>();
            refs.forEach(id -> told.add(id.asString("")));
            Set<String> addresses = new LinkedHashSet<>();
            files.forEach(file -> addresses.add(address(file)));
            named(media, byName(addresses), id -> !told.contains(id) && (foreign == null || !foreign.contains(id)))
                    .forEach((address, id) -> {
                        if (!refs.has(address)) {
                            refs.put(address, id);
                        }
                    });
        }
        return refs;
    }

    /** What is known, put right where the names of the processed files tell it. */
    static ObjectNode byName(@Nullable Exported exported, JsonNode media) {
        ObjectNode known = of(exported);
        Map<String, String> addressByName = addresses(exported, known);
        Set<String> ours = new LinkedHashSet<>();
        known.forEach(id -> ours.add(id.asString("")));
        Map<String, String> idByAddress = named(media, addressByName, ours::contains);
        if (exported != null
                && exported.payload() != null
                && exported.payload().path("files").size() > known.size()) {
            // The write answered before it had them all; they have come since.
            named(media, addressByName, id -> !ours.contains(id)).forEach((address, id) -> {
                if (!known.has(address)) {
                    idByAddress.putIfAbsent(address, id);
                }
            });
        }

        ObjectNode refs = JsonNodeFactory.instance.objectNode();
        idByAddress.forEach(refs::put);
        ours.removeAll(idByAddress.values());
        known.properties().forEach(entry -> {
            if (!idByAddress.containsKey(entry.getKey())
                    && ours.remove(entry.getValue().asString(""))) {
                refs.set(entry.getKey(), entry.getValue());
            }
        });
        ours.forEach(id -> refs.put(id, id));
        return refs;
    }

    /** Ids by address of those media that alone have its name. */
    private static Map<String, String> named(
            JsonNode media, Map<String, String> addressByName, Predicate<String> wanted) {
        Map<String, String> idByAddress = new HashMap<>();
        for (JsonNode one : media) {
            String id = one.path("id").asString("");
            String address =
                    addressByName.getOrDefault(name(one.at("/image/url").asString("")), "");
            if (!address.isEmpty() && wanted.test(id)) {
                idByAddress.merge(address, id, (some, other) -> "");
            }
        }
        idByAddress.values().removeIf(String::isEmpty);
        return idByAddress;
    }

    /** By name; empty for a name that several addresses end with. */
    private static Map<String, String> addresses(@Nullable Exported exported, ObjectNode known) {
        Set<String> addresses = new LinkedHashSet<>();
        addresses.addAll(known.propertyNames());
        if (exported != null && exported.payload() != null) {
            exported.payload().path("files").forEach(file -> addresses.add(address(file)));
        }
        return byName(addresses);
    }

    private static Map<String, String> byName(Set<String> addresses) {
        Map<String, String> byName = new HashMap<>();
        addresses.forEach(address -> byName.merge(name(address), address, (some, other) -> ""));
        byName.remove(""); // as a file is called that is not processed yet
        return byName;
    }

    /** What is to be said of files that were in the shop once and had to be uploaded again; empty if there are none. */
    static String toldAgain(@Nullable Exported exported, ObjectNode payload, JsonNode sent) {
        ObjectNode known = of(exported);
        int again = 0;
        for (int i = 0; i < payload.path("files").size(); i++) {
            String address = address(payload.path("files").path(i));
            if (known.has(address) && address(sent.path("files").path(i)).equals(address)) {
                again++;
            }
        }
        return again == 0
                ? ""
                : " Pictures were sent again: %d had failed in the shop or were deleted there.".formatted(again);
    }

    private static String address(JsonNode file) {
        return file.path("originalSource").asString("");
    }

    // Shopify writes other characters as underscores, appends a UUID to a name that is taken, and may change the type.
    private static String name(String address) {
        try {
            String path = String.valueOf(URI.create(address).getPath());
            return path.substring(path.lastIndexOf('/') + 1)
                    .replaceFirst("\\.\\w+$", "")
                    .replaceFirst("_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "")
                    .replaceAll("[^A-Za-z0-9.-]", "_")
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
