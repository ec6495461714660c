package io.silkroute.promotion;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import io.silkroute.inbound.OwnPush;
import io.silkroute.inbound.receipt.Receipt;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Campaigns and codes as the PIM sent them name customers: who holds a code, and whom a campaign is for. They are pushed
 * again without, by the same door, so that everything that was made of them follows. A campaign that was for this customer
 * is for nobody in that place, and never for everybody.
 */
@Component
class HeldItems implements PersonalData {

    private static final int SLICE = 500;
    private static final List<String> IDENTITY = List.of("id", "code", "campaign");
    private static final String NOBODY = "erased@example.invalid";

    private final Items items;
    private final OwnPush push;
    private final ObjectMapper json;

    HeldItems(Items items, OwnPush push, ObjectMapper json) {
        this.items = items;
        this.push = push;
        this.json = json;
    }

    @Override
    public String what() {
        return "campaigns and codes";
    }

    @Override
    public long held(ConnectorName connector, ShopCustomer customer) {
        long[] held = {0};
        each(connector, customer, item -> held[0]++);
        return held[0];
    }

    @Override
    public long erase(ConnectorName connector, ShopCustomer customer) {
        List<Pattern> traces = traces(customer);
        long[] erased = {0};
        each(connector, customer, found -> {
            // Read anew: what the PIM has sent meanwhile is not undone.
            Items.Stored now = items.find(connector, found.key()).orElse(null);
            if (now == null || now.deleted() || !names(now.item().image(), traces)) {
                return;
            }
            ObjectNode without = now.item().image().deepCopy();
            without(without, traces);
            Receipt receipt = push.push(connector, json.writeValueAsBytes(without));
            if (receipt.accepted() == 0) {
                throw new IllegalStateException(
                        "The " + found.key() + " cannot be taken in without the customer's data. Mend it in the PIM.");
            }
            erased[0]++;
        });
        return erased[0];
    }

    private void each(ConnectorName connector, ShopCustomer customer, Consumer<Item> named) {
        List<Pattern> traces = traces(customer);
        if (traces.isEmpty()) {
            return;
        }
        for (ItemType type : List.of(ItemType.CAMPAIGN, ItemType.CODE)) {
            String after = "";
            List<String> ids;
            do {
                ids = items.ids(connector, type, after, SLICE);
                items.find(connector, type, ids).values().stream()
                        .filter(stored -> !stored.deleted())
                        .filter(stored -> names(stored.item().image(), traces))
                        .forEach(stored -> named.accept(stored.item()));
                after = ids.isEmpty() ? "" : ids.get(ids.size() - 1);
            } while (ids.size() == SLICE);
        }
    }

    /** As a whole: an address that another one ends with, or goes on from, is somebody else's. */
    private static List<Pattern> traces(ShopCustomer customer) {
        return customer.traces().stream()
                .map(trace -> Pattern.compile(
                        "(?<![\\p{L}\\p{N}._%+-])" + Pattern.quote(trace) + "(?![\\p{L}\\p{N}_%+-]|\\.[\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }

    private static boolean names(JsonNode value, List<Pattern> traces) {
        if (value.isString()) {
            String text = value.stringValue("");
            return traces.stream().anyMatch(trace -> trace.matcher(text).find());
        }
        return value.valueStream().anyMatch(one -> names(one, traces));
    }

    private static void without(ObjectNode image, List<Pattern> traces) {
        for (String identity : IDENTITY) {
            if (names(image.path(identity), traces)) {
                throw new IllegalStateException("The " + image.path("type").asString("item") + " "
                        + image.path("id").asString("") + " has the customer's data in its " + identity
                        + ", by which it is known. Delete it in the PIM.");
            }
        }
        if (names(image.path("holder"), traces)) {
            image.remove("holder"); // with the name, which belongs to the address
        }
        if (image.path("eligibility").path("customers") instanceof ArrayNode customers) {
            for (int i = 0; i < customers.size(); i++) {
                if (names(customers.get(i), traces)) {
                    customers.set(i, NOBODY);
                }
            }
        }
        texts(image, traces);
    }

    private static void texts(JsonNode within, List<Pattern> traces) {
        if (within instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).forEach(name -> {
                if (object.path(name).isString()) {
                    object.put(name, erased(object.path(name).stringValue(""), traces));
                } else {
                    texts(object.path(name), traces);
                }
            });
        } else if (within instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isString()) {
                    list.set(i, erased(list.get(i).stringValue(""), traces));
                } else {
                    texts(list.get(i), traces);
                }
            }
        }
    }

    private static String erased(String text, List<Pattern> traces) {
        String left = text;
        for (Pattern trace : traces) {
            left = trace.matcher(left).replaceAll(Matcher.quoteReplacement(ErasedTexts.MARK));
        }
        return left;
    }
}
