package io.silkroute.export;

import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a product with its variants: one upsert on its identity, then, when it is new, its publication. Only what
 * changed is sent, and a list that others use too is read before it is sent. Sent twice it changes nothing the
 * second time.
 */
@Component("productWriter")
public class ProductWriter {

    private static final Operation PRODUCT_SET = Operation.named("productSet");
    private static final Operation VARIANTS_UPDATE = Operation.named("productVariantsBulkUpdate");
    private static final int MOST_VARIANTS_AT_ONCE = 250;
    // Shopify takes no single call above this, whatever the plan; bulk operations have no such bound.
    // https://shopify.dev/docs/api/usage/limits
    private static final double DEAREST_CALL = 1000;

    private final Gateway gateway;
    private final IdentityLookup lookup;
    private final Exports exports;
    private final Publisher publisher;
    private final ShopLists lists;
    private final ProductResults results;
    private final ProductRefs refs;
    private final AdoptedVariants adopted;
    private final ShopReadiness readiness;
    private final Mappings mappings;
    private final ObjectMapper json;

    ProductWriter(
            Gateway gateway,
            IdentityLookup lookup,
            Exports exports,
            Publisher publisher,
            ShopLists lists,
            ProductResults results,
            ProductRefs refs,
            AdoptedVariants adopted,
            ShopReadiness readiness,
            Mappings mappings,
            ObjectMapper json) {
        this.gateway = gateway;
        this.lookup = lookup;
        this.exports = exports;
        this.publisher = publisher;
        this.lists = lists;
        this.results = results;
        this.refs = refs;
        this.adopted = adopted;
        this.readiness = readiness;
        this.mappings = mappings;
        this.json = json;
    }

    public void write(Work work) {
        String shopifyId = knownId(work);
        if (work.isConcluded()) {
            return;
        }
        if (work.isAdopted()) {
            adopted.find(work, Objects.requireNonNull(work.exported()));
            if (work.isConcluded()) {
                return;
            }
        }
        ProductPlan plan = plan(work, shopifyId);
        if (shopifyId != null && plan.onlyVariantFields()) {
            updateVariants(work, shopifyId, plan);
        } else {
            set(work, shopifyId, plan);
        }
    }

    private ProductPlan plan(Work work, @Nullable String shopifyId) {
        Exported exported = work.exported();
        if (shopifyId == null || exported == null) {
            return ProductPlan.ofNew(work.payload());
        }
        return work.isComparable()
                ? ProductPlan.difference(exported, work.payload(), refs.complete(work) ? MOST_VARIANTS_AT_ONCE : 0)
                : whole(work);
    }

    private ProductPlan whole(Work work) {
        return ProductPlan.whole(work.exported(), work.payload(), work.toClear(mapping(work)));
    }

    private Mapping mapping(Work work) {
        return mappings.product(work.run().config().mapping());
    }

    /** The product's id in the shop. A write whose answer was lost in a crash is looked up before it is repeated. */
    private @Nullable String knownId(Work work) {
        Exported exported = work.exported();
        if (exported == null || exported.state() == Exported.State.DELETED) {
            return null;
        }
        return exported.shopifyId() != null ? exported.shopifyId() : lookup.find(work);
    }

    private void set(Work work, @Nullable String shopifyId, ProductPlan plan) {
        if (shopifyId == null && postponed(work)) {
            return;
        }
        ObjectNode now = work.payload().input();
        ObjectNode input = plan.fields();
        JsonNode shop = null;
        Set<String> changedLists = new LinkedHashSet<>(plan.lists());
        if (shopifyId == null || work.isAdopted()) {
            changedLists.add("metafields"); // the identity must be among them
        }
        if (shopifyId != null && !changedLists.isEmpty()) {
            shop = lists.read(work, shopifyId, changedLists);
            if (shop == null) {
                return;
            }
            if (changedLists.contains("files")) {
                exports.noteForeignFiles(work, ShopLists.foreignFiles(work.exported(), shop));
            }
        }
        lists.merge(work, mapping(work), changedLists, shop, input);
        if (plan.allVariants()) {
            input.set("productOptions", now.path("productOptions"));
            input.set("variants", refs.withIds(work, plan.variants()));
        }
        ObjectNode variables = json.createObjectNode();
        ObjectNode identifier = variables.putObject("identifier");
        if (shopifyId != null) {
            identifier.put("id", shopifyId);
        } else {
            identifier.set("customId", Identity.customId(work.key()));
        }
        variables.set("input", input);
        variables.put("synchronous", true);
        variables.put(
                "variantsFirst",
                plan.allVariants()
                        ? Math.min(MOST_VARIANTS_AT_ONCE, now.path("variants").size())
                        : 0);
        variables.put(
                "mediaFirst",
                Math.min(MOST_VARIANTS_AT_ONCE, input.path("files").size()));
        if (Boolean.TRUE.equals(work.run().bulk())) {
            work.leaveToBulk(variables);
        } else {
            call(work, variables);
        }
    }

    /** One call, whatever the run's path; what is too dear for one is left to bulk. */
    void sendSingly(Work work, ObjectNode variables) {
        if (work.isInShop() || !postponed(work)) {
            call(work, variables);
        }
    }

    private void call(Work work, ObjectNode variables) {
        if (gateway.forecast(work.run().connector(), PRODUCT_SET, variables) > DEAREST_CALL) {
            work.leaveToBulk(variables);
            return;
        }
        CallResult answer = Answers.ask(gateway, work, PRODUCT_SET, variables);
        if (tooDear(answer)) {
            work.leaveToBulk(variables); // dearer than forecast
        } else if (!beginsAnew(work, variables, answer)) {
            conclude(work, variables, answer);
        }
    }

    private static boolean tooDear(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                && refused.reason().code().equals("MAX_COST_EXCEEDED");
    }

    /** The shop has said during this run that it makes nothing new today; it is not asked once an item. */
    private static boolean postponed(Work work) {
        String reason = work.run().postponement();
        if (reason != null) {
            work.conclude(new Verdict.Deferred(reason));
        }
        return reason != null;
    }

    /**
     * Is gone in the shop what the write was for, or what it relies on? Then the work goes on its way from the start: to
     * a conclusion, to a bulk operation that is yet to come, or in a later run that finds it put right.
     */
    boolean beginsAnew(Work work, ObjectNode variables, CallResult answer) {
        boolean known = variables.at("/identifier/id").isString();
        if (known && Gone.product(answer)) {
            createAgain(work);
        } else if (Gone.variant(answer) && refs.any(work)) {
            withoutRefs(work);
        } else if (Gone.collectionsOf(answer) && work.mayWait()) {
            work.conclude(new Verdict.Deferred(
                    "The shop does not take its collections. They are looked up before it is sent again.",
                    true,
                    Set.copyOf(work.categoriesInShop())));
        } else {
            return !known && readiness.lost(work, answer);
        }
        return true;
    }

    private void conclude(Work work, ObjectNode variables, CallResult answer) {
        JsonNode data = Answers.accepted(work, answer);
        JsonNode product = data == null ? null : results.product(work, data, variables);
        if (product != null) {
            String shopifyId = product.path("id").asString("");
            if (!work.isInShop()) {
                work.awaitPublication();
            }
            conclude(work, shopifyId, refs.after(work, product, variables.path("input")));
        }
    }

    /** Somebody deleted it in the shop. */
    private void createAgain(Work work) {
        work.gone();
        set(work, null, plan(work, null));
    }

    /** Somebody deleted variants in the shop: all are sent without ids, and the shop tells them apart by their options. */
    private void withoutRefs(Work work) {
        Exported known = Objects.requireNonNull(work.exported(), "its refs were known");
        ObjectNode files = json.createObjectNode();
        files.set("files", Objects.requireNonNull(known.refs()).path("files"));
        work.link(new Exported(
                known.key(), known.shopifyId(), known.state(), known.hash(), known.payload(), files, known.sending()));
        set(work, known.shopifyId(), whole(work));
    }

    /** Points that sending the whole of a rendered product would cost. */
    double forecast(String connector, Rendered.Payload payload) {
        ObjectNode variables = json.createObjectNode();
        variables.set("input", payload.input());
        return gateway.forecast(connector, PRODUCT_SET, variables);
    }

    private void updateVariants(Work work, String shopifyId, ProductPlan plan) {
        ObjectNode variables = json.createObjectNode().put("productId", shopifyId);
        plan.variants().values().forEach(ProductPlan::ownFields);
        variables.set("variants", refs.withIds(work, plan.variants()));
        CallResult answer = Answers.ask(gateway, work, VARIANTS_UPDATE, variables);
        if (Gone.product(answer)) {
            createAgain(work);
        } else if (Gone.variant(answer)) {
            withoutRefs(work);
        } else if (Answers.accepted(work, answer) != null) {
            conclude(
                    work,
                    shopifyId,
                    Objects.requireNonNull(
                            Objects.requireNonNull(work.exported()).refs()));
        }
    }

    void conclude(Work work, String shopifyId, ObjectNode newRefs) {
        boolean isNew = !work.isInShop();
        Exported now = new Exported(
                work.key(),
                shopifyId,
                Exported.State.EXPORTED,
                work.hash(),
                work.payload().input(),
                newRefs);
        work.conclude(new Verdict.Written(
                isNew ? Outcome.CREATED : Outcome.UPDATED,
                now,
                isNew
                        ? "Created in the shop" + publisher.outlook(work.run().connector()) + "."
                        : "Updated in the shop."));
    }
}
