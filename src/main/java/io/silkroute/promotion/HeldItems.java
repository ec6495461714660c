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
import java.util.Locale;
import java.util.function.Consumer;
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
        long[] erased = {0};
        each(connector, customer, item -> {
            ObjectNode without = item.image().deepCopy();
            without(without, customer);
            Receipt receipt = push.push(connector, json.writeValueAsBytes(without));
            if (receipt.accepted() == 0) {
                throw new IllegalStateException("The " + item.type().word() + " " + item.id()
                        + " cannot be taken in without the customer's data. Mend it in the PIM.");
            }
            erased[0]++;
        });
        return erased[0];
    }

    private void each(ConnectorName connector, ShopCustomer customer, Consumer<Item> named) {
        List<String> traces = customer.traces().stream()
                .map(trace -> trace.toLowerCase(Locale.ROOT))
                .toList();
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

    private static boolean names(JsonNode value, List<String> traces) {
        if (value.isString()) {
            String text = value.stringValue("").toLowerCase(Locale.ROOT);
            return traces.stream().anyMatch(text::contains);
        }
        return value.valueStream().anyMatch(one -> names(one, traces));
    }

    private static void without(ObjectNode image, ShopCustomer customer) {
        List<String> traces = customer.traces().stream()
                .map(trace -> trace.toLowerCase(Locale.ROOT))
                .toList();
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
        texts(image, customer.traces());
    }

    private static void texts(JsonNode within, List<String> traces) {
        if (within instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).forEach(name -> {
                if (object.path(name).isString()) {
                    object.put(name, ErasedTexts.erased(object.path(name).stringValue(""), traces));
                } else {
                    texts(object.path(name), traces);
                }
            });
        } else if (within instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isString()) {
                    list.set(i, ErasedTexts.erased(list.get(i).stringValue(""), traces));
                } else {
                    texts(list.get(i), traces);
                }
            }
        }
    }
}
