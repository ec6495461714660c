package io.silkroute.promotion;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.ConnectorName;
import io.silkroute.inbound.OwnPush;
import io.silkroute.inbound.receipt.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns that people and programs write and delete here: pushed as a PIM pushes them, and told in the activity log. */
@Component
public class CampaignEdits {

    private static final int LONGEST_ID = 255;
    private static final int LONGEST_TOLD = 60;
    private static final int LONGEST_SENTENCE = 1_900;
    // The path by which a sentence of the door names what it is about.
    private static final Pattern FIELD = Pattern.compile("\"([A-Za-z]+(?:\\.[A-Za-z]+)*)\"");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final OwnPush door;
    private final Items items;
    private final ActivityLog activity;

    CampaignEdits(OwnPush door, Items items, ActivityLog activity) {
        this.door = door;
        this.items = items;
        this.activity = activity;
    }

    /** @throws PromotionRefused 400 if it is no JSON object */
    static ObjectNode read(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            throw PromotionRefused.malformed("The body is no valid JSON: " + malformed.getOriginalMessage());
        }
        throw PromotionRefused.malformed("The body must be a JSON object: the campaign.");
    }

    /**
     * Writes a campaign, whether it is known or not.
     *
     * @param given its image; type and id may be left out
     * @throws PromotionRefused 422 if the door would not let it in; nothing is taken in then
     */
    public Receipt put(ConnectorName connector, String id, ObjectNode given, String actor) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw PromotionRefused.invalid("id", "\"id\" must have 1 to " + LONGEST_ID + " characters.");
        }
        same(given, "type", ItemType.CAMPAIGN.word());
        same(given, "id", id);
        if (given.hasNonNull("operation")
                && !given.path("operation").asString("").equals("upsert")) {
            throw PromotionRefused.invalid(
                    "operation", "\"operation\" is not for here; a campaign is deleted by DELETE.");
        }
        ObjectNode image = JsonNodeFactory.instance
                .objectNode()
                .put("type", ItemType.CAMPAIGN.word())
                .put("id", id);
        given.properties().forEach(entry -> image.set(entry.getKey(), entry.getValue()));
        image.remove("operation");
        byte[] line = JSON.writeValueAsBytes(image);
        door.fault(line).ifPresent(sentences -> {
            throw PromotionRefused.invalid(faults(sentences));
        });
        Item before = items.find(connector, key(id))
                .filter(stored -> !stored.deleted())
                .map(Items.Stored::item)
                .orElse(null);
        Receipt receipt = door.push(connector, line);
        activity.append(Entry.ofOperator(
                connector.text(),
                actor,
                before == null
                        ? "Wrote the campaign " + id + "."
                        : "Changed the campaign " + id + ": " + differences(before.image(), image)));
        return receipt;
    }

    private static void same(ObjectNode given, String key, String as) {
        JsonNode value = given.path(key);
        if (!value.isMissingNode()
                && !value.isNull()
                && !(value.isString() && value.asString("").equals(as))) {
            throw PromotionRefused.invalid(
                    key,
                    "\"%s\" is %s, but this address is that of %s. Leave it out, or write to the other address."
                            .formatted(key, cut(value.toString()), as));
        }
    }

    /** A sentence each, by the field that it names. */
    static List<PromotionRefused.Fault> faults(String sentences) {
        List<PromotionRefused.Fault> faults = new ArrayList<>();
        for (String sentence : sentences.split("(?<=[.!?]) (?=[A-Z\"])")) {
            Matcher field = FIELD.matcher(sentence);
            faults.add(new PromotionRefused.Fault(field.find() ? field.group(1) : "", sentence));
        }
        return faults;
    }

    /** @throws PromotionRefused 404 if there is none */
    public Receipt delete(ConnectorName connector, String id, String actor) {
        if (items.find(connector, key(id)).filter(stored -> !stored.deleted()).isEmpty()) {
            throw PromotionRefused.unknownCampaign(id);
        }
        ObjectNode deletion = JsonNodeFactory.instance
                .objectNode()
                .put("type", ItemType.CAMPAIGN.word())
                .put("id", id)
                .put("operation", "delete");
        Receipt receipt = door.push(connector, deletion.toString().getBytes(StandardCharsets.UTF_8));
        activity.append(Entry.ofOperator(connector.text(), actor, "Deleted the campaign " + id + "."));
        return receipt;
    }

    private static ItemKey key(String id) {
        return new ItemKey(ItemType.CAMPAIGN, id);
    }

    /** What is other than before, in words. */
    private static String differences(ObjectNode before, ObjectNode after) {
        Set<String> keys = new TreeSet<>();
        before.propertyNames().forEach(keys::add);
        after.propertyNames().forEach(keys::add);
        keys.removeAll(Set.of("type", "id", "operation", "updated"));
        List<String> told = keys.stream()
                .filter(key -> !key.startsWith("_") && !before.path(key).equals(after.path(key)))
                .map(key -> key + " " + told(before.path(key)) + " → " + told(after.path(key)))
                .toList();
        String all = told.isEmpty() ? "nothing is other than before." : String.join("; ", told) + ".";
        return all.length() <= LONGEST_SENTENCE ? all : all.substring(0, LONGEST_SENTENCE - 1) + "…";
    }

    private static String told(JsonNode value) {
        return value.isMissingNode() || value.isNull()
                ? "none"
                : cut(value.isString() ? value.asString("") : value.toString());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TOLD ? text : text.substring(0, LONGEST_TOLD - 1) + "…";
    }
}
