package io.silkroute.source;

import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.read.TriedCase;
import io.silkroute.mapping.read.YamlFiles;
import io.silkroute.mapping.read.YamlNode;
import io.silkroute.source.profile.ProfileFiles.ProfileFile;
import io.silkroute.source.profile.Profiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Examples beside a profile: rows, and the items that become of them, each whole. The profile is found by the rows'
 * header, so that a case also shows that its file is known.
 */
final class SourceCases {

    private static final Set<String> KEYS = Set.of("case", "rows", "items", "refused", "warned", "known");

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z"); // sales of cases are on or off by it

    private SourceCases() {}

    /**
     * @param items whole, in their order
     * @param refused of each refused row its number, and a part of the reason
     * @param warned a part of each warning
     * @param known products that came before
     */
    record Case(
            String name,
            int line,
            String rows,
            List<JsonNode> items,
            List<JsonNode> refused,
            List<String> warned,
            List<JsonNode> known) {

        /** What is otherwise than expected, a line each; empty if the case holds. */
        List<String> differences(Profiles.Known profiles, String profile) {
            List<String> found = new ArrayList<>();
            List<JsonNode> made = new ArrayList<>();
            List<Fault> faults = new ArrayList<>();
            List<String> warnings = new ArrayList<>();
            try (Conversion conversion = SourceFiles.open(
                    profiles,
                    () -> new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)),
                    null,
                    Extent.AS_PROFILED,
                    this::image,
                    LiveItems.NONE,
                    NOW,
                    Files::createTempFile)) {
                if (!conversion.profile().name().equals(profile)) {
                    return List.of("the rows were taken for those of the profile "
                            + conversion.profile().name());
                }
                for (Converted next = conversion.next(); next != null; next = conversion.next()) {
                    if (next instanceof Converted.Made one) {
                        made.add(one.item());
                    } else if (next instanceof Converted.Refused one) {
                        faults.add(one.fault());
                    } else {
                        warnings.add(((Converted.Warned) next).fault().sentence());
                    }
                }
            } catch (Unconvertible no) {
                return List.of("nothing could be made of the rows: " + no.sentence());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            list("items", items, made, found);
            refusals(faults, found);
            if (warned.size() != warnings.size()) {
                found.add("warned: expected " + warned.size() + ", are " + warnings);
            }
            for (int i = 0; i < Math.min(warned.size(), warnings.size()); i++) {
                if (!warnings.get(i).contains(warned.get(i))) {
                    found.add("warned[" + i + "]: expected “" + warned.get(i) + "”, is “" + warnings.get(i) + "”");
                }
            }
            return found;
        }

        private @Nullable JsonNode image(String id) {
            return known.stream()
                    .filter(product -> product.path("id").asString("").equals(id))
                    .findFirst()
                    .orElse(null);
        }

        private void refusals(List<Fault> faults, List<String> found) {
            List<JsonNode> told = new ArrayList<>();
            for (int i = 0; i < faults.size(); i++) {
                Fault fault = faults.get(i);
                JsonNode wanted = i < refused.size() ? refused.get(i) : JsonNodeFactory.instance.objectNode();
                ObjectNode one = JsonNodeFactory.instance.objectNode().put("row", fault.row());
                if (wanted.has("column")) {
                    one.put("column", fault.column());
                }
                if (wanted.has("value")) {
                    one.put("value", fault.cell());
                }
                String part = wanted.path("reason").asString("");
                one.put("reason", !part.isEmpty() && fault.sentence().contains(part) ? part : fault.sentence());
                told.add(one);
            }
            list("refused", refused, told, found);
        }
    }

    private static void list(String what, List<JsonNode> expected, List<JsonNode> actual, List<String> found) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            compare(
                    what + "[" + i + "]",
                    i < expected.size() ? expected.get(i) : null,
                    i < actual.size() ? actual.get(i) : null,
                    found);
        }
    }

    private static void compare(
            String path, @Nullable JsonNode expected, @Nullable JsonNode actual, List<String> found) {
        if (expected instanceof ObjectNode && actual instanceof ObjectNode) {
            Set<String> keys = new LinkedHashSet<>(expected.propertyNames());
            keys.addAll(actual.propertyNames());
            keys.forEach(key -> compare(path + "." + key, expected.get(key), actual.get(key), found));
        } else if (expected == null || actual == null || !TriedCase.same(expected, actual)) {
            found.add(path + ": expected " + (expected == null ? "nothing" : expected) + ", is "
                    + (actual == null ? "nothing" : actual));
        }
    }

    static List<Case> read(ProfileFile file, List<MappingError> errors) {
        List<Case> cases = new ArrayList<>();
        YamlNode root =
                YamlNode.read(YamlFiles.casesOf(file.name()), new StringReader(String.valueOf(file.cases())), errors);
        if (!root.list()) {
            root.error("A list of cases is expected here.");
            return cases;
        }
        for (YamlNode one : root.elements()) {
            one.allow(KEYS);
            if (one.get("case").absent() || one.get("rows").absent()) {
                one.error(
                        "A case needs a name and rows: “case: a price with a comma”, “rows: |” and the rows below it.");
                continue;
            }
            cases.add(new Case(
                    one.get("case").text(""),
                    one.line(),
                    one.get("rows").text(""),
                    jsons(one.get("items")),
                    jsons(one.get("refused")),
                    one.get("warned").texts(),
                    jsons(one.get("known"))));
        }
        return cases;
    }

    private static List<JsonNode> jsons(YamlNode list) {
        return list.elements().stream().map(YamlNode::json).toList();
    }
}
