package io.silkroute.pricelist;

import io.silkroute.catalogue.ItemType;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.followup.FollowUp;
import io.silkroute.export.followup.FollowUpFields;
import io.silkroute.export.followup.FollowUpPlan;
import io.silkroute.export.followup.Followed;
import io.silkroute.export.followup.Following;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.PriceListKey;
import io.silkroute.shopify.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts a product's amounts in other currencies into the shop's price lists, after the product itself. */
@Component
@Order(20)
class FixedPrices implements FollowUp {

    static final Operation ADD = Operation.named("priceListFixedPricesAdd");
    static final Operation DELETE = Operation.named("priceListFixedPricesDelete");
    static final int AT_ONCE = 250;

    @Override
    public String field() {
        return FollowUpFields.PRICE_LISTS;
    }

    @Override
    public boolean concerns(ItemType type) {
        return type == ItemType.PRODUCT;
    }

    @Override
    public Asked<Followed> follow(ItemCalls calls, Following item) {
        JsonNode variants = item.refs().path("variants");
        List<PriceChanges> changes = PriceChanges.of(
                item.now(field()), item.item().item().exported(), item.isComparable(), field(), variants);
        return new PriceWriting(calls, item, variants).write(changes);
    }

    @Override
    public FollowUpPlan plan(Stage.ToSend item) {
        Exported exported = item.item().exported();
        List<PriceChanges> changes = PriceChanges.of(
                item.input().path(field()),
                exported,
                item.item().isComparable(),
                field(),
                JsonNodeFactory.instance.missingNode());
        if (changes.isEmpty()) {
            return FollowUpPlan.NOTHING;
        }
        ObjectNode sent = JsonNodeFactory.instance.objectNode();
        List<ItemExporter.Share> calls = new ArrayList<>();
        for (PriceChanges list : changes) {
            ObjectNode prices = sent.putObject(list.key());
            list.set().forEach((variant, amounts) -> prices.set(variant, amounts.deepCopy()));
            list.taken().forEach(prices::putObject);
            prices.forEachEntry(
                    (variant, amounts) -> clear(once(exported).path(list.key()).path(variant), (ObjectNode) amounts));
            chunks(list.set().keySet())
                    .forEach(some -> calls.add(
                            ItemExporter.Share.whole(ADD, adding(list, some, JsonNodeFactory.instance.objectNode()))));
            chunks(list.taken())
                    .forEach(some -> calls.add(ItemExporter.Share.whole(
                            DELETE, taking(list, some, JsonNodeFactory.instance.objectNode()))));
        }
        return new FollowUpPlan(sent, calls);
    }

    private JsonNode once(@Nullable Exported exported) {
        return exported == null || exported.payload() == null
                ? JsonNodeFactory.instance.missingNode()
                : exported.payload().path(field());
    }

    /** A price is set as a whole: what it had and has no more is cleared. */
    private static void clear(JsonNode before, ObjectNode amounts) {
        before.propertyNames().stream().filter(name -> !amounts.has(name)).forEach(amounts::putNull);
    }

    static List<List<String>> chunks(Collection<String> variants) {
        List<String> all = List.copyOf(variants);
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            chunks.add(all.subList(i, Math.min(all.size(), i + AT_ONCE)));
        }
        return chunks;
    }

    static ObjectNode adding(PriceChanges changes, List<String> variants, JsonNode refs) {
        ObjectNode variables = JsonNodeFactory.instance
                .objectNode()
                .put("priceListId", changes.list().id());
        ArrayNode prices = variables.putArray("prices");
        for (String variant : variants) {
            ObjectNode price =
                    prices.addObject().put("variantId", refs.path(variant).asString(""));
            JsonNode amounts = changes.set().getOrDefault(variant, JsonNodeFactory.instance.objectNode());
            amounts.forEachEntry((name, amount) -> price.set(name, money(changes.list(), amount)));
        }
        return variables;
    }

    private static ObjectNode money(PriceListKey list, JsonNode amount) {
        ObjectNode money = JsonNodeFactory.instance.objectNode();
        money.set("amount", amount);
        return money.put("currencyCode", list.currency());
    }

    static ObjectNode taking(PriceChanges changes, List<String> variants, JsonNode refs) {
        ObjectNode variables = JsonNodeFactory.instance
                .objectNode()
                .put("priceListId", changes.list().id());
        ArrayNode ids = variables.putArray("variantIds");
        variants.forEach(variant -> ids.add(refs.path(variant).asString("")));
        return variables;
    }
}
