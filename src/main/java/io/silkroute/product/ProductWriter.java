package io.silkroute.product;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.Addresses;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Decision;
import io.silkroute.export.DeletedInShop;
import io.silkroute.export.ExportItem;
import io.silkroute.export.Identity;
import io.silkroute.export.IdentityLookup;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Publisher;
import io.silkroute.export.ShopReadiness;
import io.silkroute.export.Stage;
import io.silkroute.export.edited.InputFields;
import io.silkroute.export.followup.AfterWrite;
import io.silkroute.export.followup.FollowUpFields;
import io.silkroute.export.followup.FollowUps;
import io.silkroute.export.followup.Following;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.product.stock.StockNumbers;
import io.silkroute.product.stock.StockPlace;
import io.silkroute.product.stock.StockResult;
import io.silkroute.product.stock.StockWriter;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.WritePath;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
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
    private static final int MAX_VARIANTS_AT_ONCE = 250;
    // Shopify takes no single call above this, whatever the plan; bulk operations have no such bound.
    // https://shopify.dev/docs/api/usage/limits
    private static final double MAX_CALL_COST = 1000;

    private final Gateway gateway;
    private final IdentityLookup lookup;
    private final Exports exports;
    private final Publisher publisher;
    private final ShopLists lists;
    private final ProductResults results;
    private final ProductRefs refs;
    private final AdoptedVariants adopted;
    private final ProductRenderer renderer;
    private final StockWriter stock;
    private final FollowUps followUps;
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
            ProductRenderer renderer,
            StockWriter stock,
            FollowUps followUps,
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
        this.renderer = renderer;
        this.stock = stock;
        this.followUps = followUps;
        this.readiness = readiness;
        this.mappings = mappings;
        this.json = json;
    }

    /** Concluded, or left to the batch's bulk operation. */
    public Stage write(Stage.ToSend product) {
        ItemCalls calls = new ItemCalls(gateway, product.item());
        return knownId(calls, product.item())
                .either(id -> write(calls, product, id.orElse(null)), product::concluded)
                .using(calls.used());
    }

    /** The product's id in the shop. A write whose answer was lost in a crash is looked up before it is repeated. */
    private Asked<Optional<ShopifyId>> knownId(ItemCalls calls, ExportItem product) {
        Exported exported = product.exported();
        if (exported == null || exported.state() == Exported.State.DELETED) {
            return new Asked.Told<>(Optional.empty());
        }
        return exported.shopifyId() != null
                ? new Asked.Told<>(Optional.of(exported.shopifyId()))
                : lookup.find(calls, product, ProductExporter.IDENTITY);
    }

    private Stage write(ItemCalls calls, Stage.ToSend product, @Nullable ShopifyId shopifyId) {
        Exported exported = product.item().exported();
        return exported != null && product.item().isAdopted()
                ? adopted.find(calls, product, exported)
                        .then(this::withKnownPrices)
                        .either(found -> send(calls, found, shopifyId), product::concluded)
                : send(calls, product, shopifyId);
    }

    /** Now that it is known which variants the shop held before: a new one without a price is not sold for nothing. */
    private Asked<Stage.ToSend> withKnownPrices(Stage.ToSend product) {
        if (product.mapped().payload().unpriced().isEmpty()) {
            return new Asked.Told<>(product);
        }
        Rendered rendered = renderer.render(product.item());
        if (rendered instanceof Rendered.Refused refused) {
            return new Asked.Ended<>(new Conclusion.Rejected(String.join(" ", refused.reasons())));
        }
        Rendered.Payload payload = (Rendered.Payload) rendered;
        return new Asked.Told<>(new Stage.ToSend(
                product.item(),
                new Decision.Send(
                        payload,
                        CanonicalJson.digest(payload.input()),
                        product.mapped().kept())));
    }

    private Stage send(ItemCalls calls, Stage.ToSend product, @Nullable ShopifyId shopifyId) {
        ProductPlan plan = plan(product, shopifyId);
        if (shopifyId != null && product.item().isComparable() && plan.isEmpty()) {
            return withoutWrite(calls, product, shopifyId);
        }
        return shopifyId != null && plan.onlyVariantFields()
                ? updateVariants(calls, product, shopifyId, plan)
                : set(calls, product, shopifyId, plan);
    }

    private ProductPlan plan(Stage.ToSend product, @Nullable ShopifyId shopifyId) {
        Exported exported = product.item().exported();
        if (shopifyId == null || exported == null) {
            return ProductPlan.ofNew(product.mapped().payload());
        }
        return product.item().isComparable()
                ? withItsAddress(
                        product,
                        ProductPlan.difference(
                                exported,
                                product.mapped().payload(),
                                refs.complete(product) ? MAX_VARIANTS_AT_ONCE : 0))
                : whole(product);
    }

    private ProductPlan whole(Stage.ToSend product) {
        ExportItem item = product.item();
        ProductPlan plan = withItsAddress(
                product,
                ProductPlan.whole(item.exported(), product.mapped().payload(), item.toClear(mapping(product))));
        plan.leave(item.edited(), product.mapped().payload());
        return plan;
    }

    private ProductPlan withItsAddress(Stage.ToSend product, ProductPlan plan) {
        Addresses.keep(plan.fields(), mapping(product).followsName());
        return plan;
    }

    private Mapping mapping(Stage product) {
        return mappings.product(product.run().config().mapping());
    }

    private Stage set(ItemCalls calls, Stage.ToSend product, @Nullable ShopifyId shopifyId, ProductPlan plan) {
        String postponed = shopifyId == null ? product.run().postponement() : null;
        if (postponed != null) {
            return product.concluded(new Conclusion.Deferred(postponed));
        }
        return VariantMetafields.merged(calls, product, mapping(product), shopifyId, plan)
                .either(merged -> setLists(calls, product, shopifyId, merged), product::concluded);
    }

    private Stage setLists(ItemCalls calls, Stage.ToSend product, @Nullable ShopifyId shopifyId, ProductPlan plan) {
        Set<String> changed = new LinkedHashSet<>(plan.lists());
        if (shopifyId == null || product.item().isAdopted()) {
            changed.add("metafields"); // the identity must be among them
        }
        if (shopifyId == null || changed.isEmpty()) {
            return set(calls, product, shopifyId, plan, changed, null);
        }
        return lists.read(calls, shopifyId, changed)
                .either(
                        shop -> {
                            if (changed.contains("files")) {
                                noteForeignFiles(product, shop);
                            }
                            return set(calls, product, shopifyId, plan, changed, shop);
                        },
                        product::concluded);
    }

    private void noteForeignFiles(Stage.ToSend product, JsonNode shop) {
        Exported exported = product.item().exported();
        exports.noteForeignFiles(
                product.run().connector(),
                new Exports.Intent(product.key(), exported, product.input()),
                ShopLists.foreignFiles(exported, product.input(), shop));
    }

    /** @param shop its lists that have changed, as the shop has them; null where there is nothing to be read */
    private Stage set(
            ItemCalls calls,
            Stage.ToSend product,
            @Nullable ShopifyId shopifyId,
            ProductPlan plan,
            Set<String> changed,
            @Nullable JsonNode shop) {
        ObjectNode now = product.input();
        ObjectNode input = plan.fields();
        lists.merge(product, mapping(product), changed, shop, input);
        if (plan.allVariants()) {
            input.set("productOptions", now.path("productOptions"));
            input.set("variants", inOrder(product, refs.withIds(product, plan.variants())));
            VariantPictures.nameById(now.path("files"), input);
        }
        Reason tooMany = ShopLists.tooManyFiles(now, input);
        if (tooMany != null) {
            return product.concluded(new Conclusion.Refused(tooMany));
        }
        return sendOrLeave(calls, product, variables(product, shopifyId, input), null);
    }

    private ObjectNode variables(Stage.ToSend product, @Nullable ShopifyId shopifyId, ObjectNode input) {
        ObjectNode variables = json.createObjectNode();
        ObjectNode identifier = variables.putObject("identifier");
        if (shopifyId != null) {
            identifier.put("id", shopifyId.gid());
        } else {
            identifier.set("customId", Identity.customId(product.key()));
        }
        variables.set("input", input);
        variables.put("synchronous", true);
        // What is sent by its id needs no answer.
        for (String list : List.of("variants", "files")) {
            JsonNode sent = input.path(list);
            ShopLists.ask(variables, ShopLists.list(list), FileRefs.allById(sent) ? 0 : sent.size());
        }
        return variables;
    }

    /** Shopify is not known to take the order of the list for that of the variants; a position says it. */
    private static ArrayNode inOrder(Stage.ToSend product, ArrayNode variants) {
        if (variants.size() > 1
                && !ProductPlan.inSameOrder(product.item(), product.mapped().payload())) {
            for (int i = 0; i < variants.size(); i++) {
                ((ObjectNode) variants.path(i)).put("position", i + 1);
            }
        }
        return variants;
    }

    private Stage sendOrLeave(
            ItemCalls calls, Stage.ToSend product, ObjectNode variables, Stage.@Nullable EarlierWrite earlier) {
        return product.run().path() == WritePath.BULK
                ? new Stage.InBulk(product, variables, earlier)
                : call(calls, product, variables, earlier);
    }

    /** One call, whatever the run's path; what is too dear for one is left to bulk. */
    Stage sendSingly(Stage.InBulk left) {
        // The shop has said during this run that it makes nothing new today; it is not asked once an item.
        String postponed = left.item().isInShop() ? null : left.run().postponement();
        if (postponed != null) {
            return left.concluded(new Conclusion.Deferred(postponed));
        }
        ItemCalls calls = new ItemCalls(gateway, left.item());
        return after(
                left, call(calls, left.send(), left.variables(), left.earlier()).using(calls.used()));
    }

    private Stage call(
            ItemCalls calls, Stage.ToSend product, ObjectNode variables, Stage.@Nullable EarlierWrite earlier) {
        if (gateway.forecast(product.run().connector(), PRODUCT_SET, variables) > MAX_CALL_COST) {
            return new Stage.InBulk(product, variables, earlier);
        }
        CallResult answer = calls.ask(PRODUCT_SET, variables);
        if (tooDear(answer)) {
            return new Stage.InBulk(product, variables, earlier); // dearer than forecast
        }
        return anew(calls, product, variables, answer)
                .orElseGet(() -> conclude(calls, product, variables, earlier, answer));
    }

    private static boolean tooDear(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                && refused.reason().code().equals("MAX_COST_EXCEEDED");
    }

    /** The stage of a product that a bulk operation did not settle; empty if the answer is the product's own. */
    Optional<Stage> anew(Stage.InBulk left, CallResult answer) {
        ItemCalls calls = new ItemCalls(gateway, left.item());
        return anew(calls, left.send(), left.variables(), answer).map(next -> after(left, next.using(calls.used())));
    }

    // That it once was left to bulk is remembered: the batch's record counts the operations.
    private static Stage after(Stage.InBulk left, Stage next) {
        return next instanceof Stage.Concluded concluded
                ? left.with(concluded.item()).concluded(concluded.conclusion())
                : next;
    }

    /**
     * Is gone in the shop what the write was for, or what it relies on? Then the product goes on its way from the start:
     * to a conclusion, to a bulk operation that is yet to come, or in a later run that finds it put right.
     */
    private Optional<Stage> anew(ItemCalls calls, Stage.ToSend product, ObjectNode variables, CallResult answer) {
        boolean known = variables.at("/identifier/id").isString();
        if (known && DeletedInShop.product(answer)) {
            return Optional.of(createAgain(calls, product));
        }
        if (DeletedInShop.variant(answer) && refs.any(product)) {
            return Optional.of(withoutRefs(calls, product));
        }
        if (DeletedInShop.collectionsOf(answer) && product.item().mayWait()) {
            return Optional.of(product.concluded(new Conclusion.Deferred(
                    "The shop does not take its collections. They are looked up before it is sent again.",
                    true,
                    collections(product))));
        }
        if (Addresses.taken(answer) && Addresses.makeDistinct((ObjectNode) variables.path("input"), product.key())) {
            return Optional.of(sendOrLeave(calls, product, variables, null));
        }
        Conclusion lost = known ? null : readiness.lost(product.item(), answer);
        return Optional.ofNullable(lost).map(product::concluded);
    }

    /** Those of its categories that are collections, as far as is known. */
    private static Set<ItemKey> collections(Stage.ToSend product) {
        return ProductRelated.of(product.item()).categories().stream()
                .map(Item::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stage conclude(
            ItemCalls calls,
            Stage.ToSend product,
            ObjectNode variables,
            Stage.@Nullable EarlierWrite earlier,
            CallResult answer) {
        JsonNode sent = variables.path("input");
        return Answers.accepted(calls.run(), answer)
                .then(data -> results.product(calls, product, data, variables))
                .then(written -> withPictures(calls, product, sent, written))
                .either(
                        written -> showPictures(calls, product, sent, written)
                                .orElseGet(() -> product.concluded(withFollowUps(
                                        calls,
                                        product,
                                        ShopifyId.of(written),
                                        refs.after(product, earlier, written, sent),
                                        !product.item().isInShop(),
                                        earlier,
                                        sent))),
                        ended -> product.concluded(
                                earlier == null ? ended : afterAll(calls, product, earlier, variables, ended)));
    }

    /**
     * What a second write came to that was to say which variant shows which picture. One that the shop refuses costs the
     * product nothing but that: what is recorded of it lacks these pictures, so that the next write names them again.
     */
    Conclusion afterAll(
            ItemCalls calls, Stage.ToSend product, Stage.EarlierWrite earlier, ObjectNode variables, Conclusion ended) {
        if (!(ended instanceof Conclusion.Refused refused)) {
            return ended;
        }
        Conclusion conclusion = withFollowUps(
                calls,
                product,
                new ShopifyId(variables.at("/identifier/id").asString("")),
                earlier.refs(),
                !product.item().isInShop(),
                earlier,
                json.createObjectNode()); // nothing of what it was to say
        return conclusion instanceof Conclusion.Written written ? written.saying(" " + refused.sentence()) : conclusion;
    }

    /** A product whose variants are to show what has just been uploaded, with its media as they are by now. */
    private Asked<JsonNode> withPictures(ItemCalls calls, Stage.ToSend product, JsonNode sent, JsonNode written) {
        return VariantPictures.toCome(product.input(), sent)
                ? lists.read(calls, ShopifyId.of(written), Set.of("files")).map(shop -> {
                    ObjectNode whole = (ObjectNode) written.deepCopy();
                    whole.set("media", shop.path("media"));
                    return whole;
                })
                : new Asked.Told<>(written);
    }

    /**
     * The second write of a product whose variants are to show pictures that the first has uploaded; empty if there is
     * none.
     *
     * @param written the first write's answer, with the product's media as read since
     */
    Optional<Stage> showPictures(ItemCalls calls, Stage.ToSend product, JsonNode sent, JsonNode written) {
        if (!VariantPictures.toCome(product.input(), sent)) {
            return Optional.empty();
        }
        ObjectNode now = refs.after(product, null, written, sent);
        ObjectNode input =
                VariantPictures.second(product, sent, written.path("media").path("nodes"), now);
        if (input == null) {
            return Optional.empty();
        }
        ObjectNode variables = json.createObjectNode();
        variables.putObject("identifier").set("id", written.path("id"));
        variables.set("input", input);
        variables.put("synchronous", true);
        return Optional.of(sendOrLeave(calls, product, variables, new Stage.EarlierWrite(sent, now)));
    }

    /** Somebody deleted it in the shop. */
    private Stage createAgain(ItemCalls calls, Stage.ToSend product) {
        Conclusion stays = DeletedInShop.stays(product);
        if (stays != null) {
            return product.concluded(stays);
        }
        Stage.ToSend again = withoutKept(product.with(product.item().foundGone()));
        return set(calls, again, null, plan(again, null));
    }

    /** What had left the product and only stayed in the shop has gone with it, and is not put on sale again. */
    private Stage.ToSend withoutKept(Stage.ToSend product) {
        if (product.mapped().kept().isEmpty()
                || !(renderer.render(product.item()) instanceof Rendered.Payload payload)) {
            return product;
        }
        Rendered.Payload left = product.item().edited().left(payload, InputFields.FIELDS);
        return new Stage.ToSend(product.item(), new Decision.Send(left, CanonicalJson.digest(left.input()), Set.of()));
    }

    /** Somebody deleted variants in the shop: all are sent without ids, and the shop tells them apart by their options. */
    private Stage withoutRefs(ItemCalls calls, Stage.ToSend product) {
        Exported known = Objects.requireNonNull(product.item().exported(), "its refs were known");
        ObjectNode files = refs.withoutVariants(Objects.requireNonNull(known.refs()));
        Stage.ToSend without = product.with(product.item()
                .with(new Exported(
                        known.key(),
                        known.shopifyId(),
                        known.state(),
                        known.hash(),
                        known.payload(),
                        files,
                        known.sending())));
        return set(calls, without, known.shopifyId(), whole(without));
    }

    /** Points that sending the whole of a rendered product would cost, with a second write where it needs one. */
    double forecast(ConnectorName connector, Rendered.Payload payload) {
        double points = forecast(connector, payload.input());
        return VariantPictures.any(payload.input())
                ? points + forecast(connector, VariantPictures.secondAtMost(payload.input()))
                : points;
    }

    private double forecast(ConnectorName connector, ObjectNode input) {
        ObjectNode variables = json.createObjectNode();
        variables.set("input", FollowUpFields.takeOut(input.deepCopy()));
        ShopLists.ask(variables, "variants", input.path("variants").size());
        ShopLists.ask(variables, "media", input.path("files").size());
        return gateway.forecast(connector, PRODUCT_SET, variables);
    }

    private Stage updateVariants(ItemCalls calls, Stage.ToSend product, ShopifyId shopifyId, ProductPlan plan) {
        ObjectNode variables = json.createObjectNode().put("productId", shopifyId.gid());
        plan.variants().values().forEach(ProductPlan::ownFields);
        variables.set("variants", refs.withIds(product, plan.variants()));
        CallResult answer = calls.ask(VARIANTS_UPDATE, variables);
        if (DeletedInShop.product(answer)) {
            return createAgain(calls, product);
        }
        if (DeletedInShop.variant(answer)) {
            return withoutRefs(calls, product);
        }
        return Answers.accepted(calls.run(), answer)
                .either(
                        data -> product.concluded(
                                withFollowUps(calls, product, shopifyId, refs.known(product), false, null, variables)),
                        product::concluded);
    }

    /** Nothing of the product has changed but its stock, what follows it, or what stays in the shop as it is. */
    private Stage withoutWrite(ItemCalls calls, Stage.ToSend product, ShopifyId shopifyId) {
        ObjectNode known = refs.known(product);
        ObjectNode nothing = json.createObjectNode();
        Asked<StockResult> stocked = setStock(calls, product, known, nothing);
        if (!(stocked instanceof Asked.Told<StockResult> told)) {
            return stocked.either(none -> product, product::concluded);
        }
        if (told.value().variantGone()) {
            return withoutRefs(calls, product);
        }
        return followUps
                .follow(calls, new Following(product, shopifyId, known, nothing))
                .either(
                        after -> after.gone()
                                ? withoutRefs(calls, product)
                                : product.concluded(
                                        calls.used().calls() == 0 && after.why() == null
                                                ? nothingSent(product, shopifyId, known, after)
                                                : written(
                                                        product,
                                                        shopifyId,
                                                        known,
                                                        false,
                                                        null,
                                                        nothing,
                                                        told.value(),
                                                        after)),
                        product::concluded);
    }

    private static Conclusion nothingSent(
            Stage.ToSend product, ShopifyId shopifyId, ObjectNode refs, AfterWrite after) {
        Exported before = Objects.requireNonNull(product.item().exported(), "it is in the shop");
        return new Conclusion.Written(
                Outcome.UNCHANGED,
                exported(product, shopifyId, after.held(product.input()), refs),
                false,
                stays(before, product),
                null,
                after.leftOut());
    }

    private static String stays(Exported before, Stage.ToSend product) {
        ObjectNode known = Objects.requireNonNull(before.payload());
        if (!known.path("handle").equals(product.input().path("handle"))) {
            return "Nothing to send: its address stays as it is in the shop.";
        }
        return FollowUpFields.NAMES.stream()
                .filter(field -> !known.path(field).equals(product.input().path(field)))
                .findFirst()
                .map(field -> "Nothing to send: its " + field + " stay as they are in the shop.")
                .orElse("Nothing to send: its stock stays as it is in the shop.");
    }

    /**
     * Sets the stock of a product that the shop has just taken, sends what else follows it, and concludes it.
     *
     * @param awaitsPublication it has not been published yet
     * @param sent the fields that the shop took, with its last write
     */
    Conclusion withFollowUps(
            ItemCalls calls,
            Stage.ToSend product,
            ShopifyId shopifyId,
            ObjectNode newRefs,
            boolean awaitsPublication,
            Stage.@Nullable EarlierWrite earlier,
            JsonNode sent) {
        JsonNode first = earlier == null ? sent : earlier.sent();
        return setStock(calls, product, newRefs, first)
                .then(result -> followUps
                        .follow(calls, new Following(product, shopifyId, newRefs, first))
                        .map(after ->
                                written(product, shopifyId, newRefs, awaitsPublication, earlier, sent, result, after)))
                .either(conclusion -> conclusion, ended -> ended);
    }

    private Asked<StockResult> setStock(ItemCalls calls, Stage.ToSend product, ObjectNode newRefs, JsonNode sent) {
        Exported exported = product.item().exported();
        return stock.write(
                calls,
                numbers(product),
                KnownStock.of(product, newRefs, sent),
                newRefs.path("variants"),
                exported != null && exported.inDoubt());
    }

    private static Map<StockPlace, Integer> numbers(Stage.ToSend product) {
        Map<StockPlace, Integer> numbers = StockNumbers.of(
                product.input().path("variants"), product.mapped().payload().variantIds());
        // Of a variant that has left and stays in the shop the PIM has no number any more.
        numbers.keySet().removeIf(place -> product.mapped().kept().contains(place.variant()));
        return numbers;
    }

    /** What {@link #write} sends, as far as that is known without asking the shop. */
    ItemExporter.Outgoing outgoing(Stage.ToSend product) {
        Exported exported = product.item().exported();
        ShopifyId known = exported == null || exported.state() == Exported.State.DELETED ? null : exported.shopifyId();
        ProductPlan plan = plan(product, known);
        ObjectNode input = plan.fields().deepCopy();
        plan.lists()
                .forEach(list -> input.set(
                        list,
                        product.input().has(list) ? product.input().get(list).deepCopy() : json.createArrayNode()));
        List<String> variants = new ArrayList<>();
        if (plan.allVariants() || plan.onlyVariantFields()) {
            ArrayNode all = input.putArray("variants");
            plan.variants().forEach((position, variant) -> {
                ObjectNode sent = variant.deepCopy();
                all.add(plan.allVariants() ? sent : ProductPlan.ownFields(sent));
                variants.add(product.mapped().payload().variantIds().get(position));
            });
        }
        if (plan.allVariants()) {
            input.set("productOptions", product.input().path("productOptions").deepCopy());
        }
        Addresses.withoutRedirect(input);
        List<ItemExporter.Share> calls = writes(product, known, plan, input.deepCopy());
        Map<StockPlace, Integer> numbers = numbers(product);
        Map<StockPlace, Integer> told = KnownStock.of(
                product,
                exported == null || exported.refs() == null ? json.createObjectNode() : exported.refs(),
                known == null ? input : json.createObjectNode());
        numbers.entrySet().removeIf(number -> number.getValue().equals(told.get(number.getKey())));
        if (!numbers.isEmpty()) {
            StockNumbers.add(input, variants, numbers);
            calls.addAll(StockWriter.shares(numbers.keySet()));
        }
        calls.addAll(followUps.plan(product, input));
        return calls.isEmpty() && exported != null && exported.payload() != null
                ? new ItemExporter.Outgoing.Nothing(stays(exported, product))
                : new ItemExporter.Outgoing.Write(input, List.copyOf(variants), calls);
    }

    private List<ItemExporter.Share> writes(
            Stage.ToSend product, @Nullable ShopifyId known, ProductPlan plan, ObjectNode input) {
        List<ItemExporter.Share> calls = new ArrayList<>();
        if (known != null && product.item().isComparable() && plan.isEmpty()) {
            return calls;
        }
        if (known != null && plan.onlyVariantFields()) {
            ObjectNode variables = json.createObjectNode().put("productId", known.gid());
            variables.set("variants", input.path("variants"));
            calls.add(ItemExporter.Share.whole(VARIANTS_UPDATE, variables));
            return calls;
        }
        if (known != null && !plan.lists().isEmpty()) {
            calls.add(lists.reading(known, plan.lists()));
        }
        calls.add(ItemExporter.Share.whole(PRODUCT_SET, variables(product, known, input)));
        if (VariantPictures.toCome(product.input(), input)) {
            ObjectNode second = json.createObjectNode().set("input", VariantPictures.secondAtMost(product.input()));
            calls.add(ItemExporter.Share.whole(PRODUCT_SET, second));
        }
        if (known == null) {
            calls.add(Publisher.share());
        }
        return calls;
    }

    private Conclusion written(
            Stage.ToSend product,
            ShopifyId shopifyId,
            ObjectNode newRefs,
            boolean awaitsPublication,
            Stage.@Nullable EarlierWrite earlier,
            JsonNode sent,
            StockResult stocked,
            AfterWrite after) {
        JsonNode first = earlier == null ? sent : earlier.sent();
        Set<Integer> unshown = VariantPictures.unshown(product.input(), earlier, sent);
        // What variants do not show is not recorded as shown, so that the next write names it again.
        ObjectNode held =
                after.held(unshown.isEmpty() ? product.input() : VariantPictures.without(product.input(), unshown));
        String withoutPictures = VariantPictures.told(unshown.size());
        List<LeftOut> leftOut = new ArrayList<>(after.leftOut());
        if (!withoutPictures.isEmpty()) {
            leftOut.add(new LeftOut(Omission.PICTURE, withoutPictures.strip()));
        }
        String also = Addresses.told(first, product.input())
                + FileRefs.toldAgain(product.item().exported(), product.input(), first)
                + withoutPictures;
        if (stocked.why() != null) {
            ObjectNode lacking = StockNumbers.lacking(
                    held,
                    product.mapped().payload().variantIds(),
                    stocked.missing(),
                    KnownStock.of(product, newRefs, first));
            return Conclusion.Written.lacking(
                    exported(product, shopifyId, lacking, newRefs),
                    awaitsPublication,
                    lackingStock(stocked.missing().size(), stocked.why()),
                    (after.why() == null ? "" : " " + after.why().sentence()) + also,
                    leftOut);
        }
        if (after.why() != null) {
            return Conclusion.Written.lacking(
                    exported(product, shopifyId, held, newRefs), awaitsPublication, after.why(), also, leftOut);
        }
        boolean isNew = !product.item().isInShop();
        return new Conclusion.Written(
                isNew ? Outcome.CREATED : Outcome.UPDATED,
                exported(product, shopifyId, held, newRefs),
                awaitsPublication,
                (isNew
                                ? "Created in the shop"
                                        + publisher.outlook(product.run().connector()) + "."
                                : "Updated in the shop.")
                        + also,
                null,
                leftOut);
    }

    /** @param held the payload as the shop has it, which may lack something of the product's */
    private static Exported exported(Stage.ToSend product, ShopifyId shopifyId, ObjectNode held, ObjectNode refs) {
        return new Exported(
                product.key(),
                shopifyId,
                Exported.State.EXPORTED,
                held.equals(product.input()) ? product.mapped().hash() : CanonicalJson.digest(held),
                held,
                refs);
    }

    private static Reason lackingStock(int numbers, Reason why) {
        return new Reason(
                why.code(),
                why.field(),
                why.message(),
                "The shop has the product, but not %s of its stock: %s"
                        .formatted(numbers == 1 ? "one number" : numbers + " numbers", why.sentence()));
    }
}
