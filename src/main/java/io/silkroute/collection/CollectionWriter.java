package io.silkroute.collection;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.connector.config.ConnectorConfig.LinkExisting;
import io.silkroute.export.Addresses;
import io.silkroute.export.AdoptionClaims;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.DeletedInShop;
import io.silkroute.export.ExportItem;
import io.silkroute.export.Identity;
import io.silkroute.export.IdentityLookup;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Publisher;
import io.silkroute.export.Stage;
import io.silkroute.export.clearing.Clearing;
import io.silkroute.export.clearing.KnownFields;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.followup.AfterWrite;
import io.silkroute.export.followup.FollowUpFields;
import io.silkroute.export.followup.FollowUps;
import io.silkroute.export.followup.Following;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.MappedFields;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a category as a collection. Shopify has no upsert for collections: one that may already be there, because
 * an answer was lost, is looked up by its identity before it is created.
 */
@Component("collectionWriter")
public class CollectionWriter {

    private static final Operation CREATE = Operation.named("collectionCreate");
    private static final Operation UPDATE = Operation.named("collectionUpdate");

    private final Gateway gateway;
    private final IdentityLookup lookup;
    private final Publisher publisher;
    private final AdoptionClaims claims;
    private final LostMetafields lostMetafields;
    private final FollowUps followUps;
    private final Mappings mappings;
    private final ObjectMapper json;

    CollectionWriter(
            Gateway gateway,
            IdentityLookup lookup,
            Publisher publisher,
            AdoptionClaims claims,
            LostMetafields lostMetafields,
            FollowUps followUps,
            Mappings mappings,
            ObjectMapper json) {
        this.gateway = gateway;
        this.lookup = lookup;
        this.publisher = publisher;
        this.claims = claims;
        this.lostMetafields = lostMetafields;
        this.followUps = followUps;
        this.mappings = mappings;
        this.json = json;
    }

    public Stage write(Stage.ToSend category) {
        ItemCalls calls = new ItemCalls(gateway, category.item());
        return known(calls, category)
                .either(known -> write(calls, category, known.orElse(null)), category::concluded)
                .using(calls.used());
    }

    private Asked<Optional<ShopifyId>> known(ItemCalls calls, Stage.ToSend category) {
        Exported exported = category.item().exported();
        return exported != null && exported.inShop()
                ? new Asked.Told<>(Optional.ofNullable(exported.shopifyId()))
                : find(calls, category);
    }

    private Stage write(ItemCalls calls, Stage.ToSend category, @Nullable ShopifyId known) {
        if (known == null) {
            return create(calls, category, category.input());
        }
        return category.item().isComparable()
                        && changed(category, category.input()).isEmpty()
                ? withoutWrite(calls, category, known)
                : update(calls, category, known, category.input());
    }

    /** Nothing of the collection has changed but what follows it, or a metafield that it has lost. */
    private Stage withoutWrite(ItemCalls calls, Stage.ToSend category, ShopifyId known) {
        ObjectNode nothing = json.createObjectNode();
        return lostMetafields
                .remove(calls, category, known)
                .then(id -> followUps.follow(calls, new Following(category, id, nothing, nothing)))
                .either(
                        after -> after.gone()
                                ? update(calls, category, known, category.input())
                                : category.concluded(
                                        calls.used().calls() == 0 && after.why() == null
                                                ? nothingSent(category, known, after)
                                                : written(category, known, nothing, after)),
                        category::concluded);
    }

    private static Conclusion nothingSent(Stage.ToSend category, ShopifyId known, AfterWrite after) {
        return new Conclusion.Written(
                Outcome.UNCHANGED,
                exported(category, known, after.held(category.input())),
                false,
                "Nothing to send: the collection stays as it is in the shop.",
                null,
                after.leftOut());
    }

    private Stage update(ItemCalls calls, Stage.ToSend category, ShopifyId known, ObjectNode input) {
        CallResult answer = send(calls, category, known, input);
        if (Addresses.taken(answer)) {
            ObjectNode distinct = input.deepCopy();
            if (Addresses.makeDistinct(distinct, category.key())) {
                return update(calls, category, known, distinct);
            }
        }
        if (DeletedInShop.collection(answer)) {
            Conclusion stays = DeletedInShop.stays(category);
            if (stays != null) {
                return category.concluded(stays);
            }
            Stage.ToSend again = category.with(category.item().foundGone());
            return byIdentity(calls, again)
                    .either(
                            found -> found.map(id -> conclude(calls, again, id, input, send(calls, again, id, input)))
                                    .orElseGet(() -> create(calls, again, input)),
                            again::concluded);
        }
        return conclude(calls, category, known, input, answer);
    }

    private Stage create(ItemCalls calls, Stage.ToSend category, ObjectNode input) {
        CallResult answer = send(calls, category, null, input);
        if (!(answer instanceof CallResult.Refused)) {
            return conclude(calls, category, null, input, answer);
        }
        // It may be there all the same: an attempt whose answer was lost may have created it.
        return byIdentity(calls, category)
                .either(
                        found -> found.map(id -> update(calls, category, id, input))
                                .orElseGet(() -> refused(calls, category, input, answer)),
                        category::concluded);
    }

    /** Tried again under a handle of its own, if another has the one that it was sent with. */
    private Stage refused(ItemCalls calls, Stage.ToSend category, ObjectNode input, CallResult answer) {
        ObjectNode distinct = input.deepCopy();
        return Addresses.taken(answer) && Addresses.makeDistinct(distinct, category.key())
                ? create(calls, category, distinct)
                : conclude(calls, category, null, input, answer);
    }

    private Stage conclude(
            ItemCalls calls, Stage.ToSend category, @Nullable ShopifyId known, ObjectNode sent, CallResult answer) {
        return Answers.accepted(calls.run(), answer)
                .then(data -> id(calls, category, data.path(operation(known).name()), known))
                .then(id -> lostMetafields.remove(calls, category, id))
                .then(id -> followUps
                        .follow(calls, new Following(category, id, json.createObjectNode(), sent))
                        .map(after -> written(category, id, sent, after)))
                .either(category::concluded, category::concluded);
    }

    private Conclusion written(Stage.ToSend category, ShopifyId shopifyId, ObjectNode sent, AfterWrite after) {
        boolean isNew = !category.item().isInShop();
        Exported now = exported(category, shopifyId, after.held(category.input()));
        String also = Addresses.told(sent, category.input());
        if (after.why() != null) {
            return Conclusion.Written.lacking(now, isNew, after.why(), also, after.leftOut());
        }
        return new Conclusion.Written(
                isNew ? Outcome.CREATED : Outcome.UPDATED,
                now,
                isNew,
                (isNew
                                ? "Created as a collection"
                                        + publisher.outlook(category.run().connector()) + "."
                                : "Collection updated.")
                        + also,
                null,
                after.leftOut());
    }

    /** @param held the payload as the shop has it, which may lack something of the category's */
    private static Exported exported(Stage.ToSend category, ShopifyId shopifyId, ObjectNode held) {
        return new Exported(
                category.key(),
                shopifyId,
                Exported.State.EXPORTED,
                held.equals(category.input()) ? category.mapped().hash() : CanonicalJson.digest(held),
                held,
                null);
    }

    private CallResult send(ItemCalls calls, Stage.ToSend category, @Nullable ShopifyId known, ObjectNode fields) {
        ObjectNode input = known == null ? FollowUpFields.takeOut(fields.deepCopy()) : changed(category, fields);
        if (known != null) {
            input.put("id", known.gid());
        }
        input.withArray("metafields").add(Identity.metafield(category.key()));
        return calls.ask(operation(known), json.createObjectNode().set("collection", input));
    }

    /** What is sent to a collection that is there, without its id and its identity. */
    private ObjectNode changed(Stage.ToSend category, ObjectNode fields) {
        ObjectNode input = FollowUpFields.takeOut(fields.deepCopy());
        Mapping mapping = mappings.collection(category.run().config().mapping());
        Addresses.keep(input, mapping.followsName());
        leave(category, input);
        MappedFields mapped = category.item().toClear(mapping);
        Clearing.COLLECTION.clear(KnownFields.of(category.item().exported(), mapped.own()), category.input(), input);
        return input;
    }

    /** What {@link #write} sends, as far as that is known without asking the shop. */
    ItemExporter.Outgoing outgoing(Stage.ToSend category) {
        Exported exported = category.item().exported();
        ShopifyId known = exported != null && exported.inShop() ? exported.shopifyId() : null;
        ObjectNode input = known == null
                ? FollowUpFields.takeOut(category.input().deepCopy())
                : changed(category, category.input());
        Addresses.withoutRedirect(input);
        if (known != null
                && exported != null
                && exported.payload() != null
                && exported.payload().has("metafields")
                && !category.input().has("metafields")) {
            input.putArray("metafields"); // those that it has lost are taken out
        }
        ItemExporter.Share write = ItemExporter.Share.whole(
                operation(known), json.createObjectNode().set("collection", input));
        List<ItemExporter.Share> calls = new ArrayList<>();
        if (known == null) {
            calls.add(ItemExporter.Share.whole(CollectionExporter.IDENTITY.operation(), json.createObjectNode()));
        }
        if (known == null || !category.item().isComparable() || !input.isEmpty()) {
            calls.add(write);
        }
        calls.addAll(followUps.plan(category, input));
        if (known == null) {
            calls.add(Publisher.share());
        }
        return new ItemExporter.Outgoing.Write(input, List.of(), calls);
    }

    /**
     * Only what has changed since it was sent last: the rest may have been changed in the shop, which nobody may have seen
     * yet. Where everything is sent, that is left out which is to stay as the shop has it.
     */
    private static void leave(Stage.ToSend category, ObjectNode input) {
        ExportItem item = category.item();
        Exported known = item.exported();
        if (item.isComparable() && known != null && !known.inDoubt()) {
            ObjectNode before = Objects.requireNonNull(known.payload());
            List.copyOf(input.propertyNames()).stream()
                    .filter(field -> EditedInShop.same(input.path(field), before.path(field)))
                    .forEach(input::remove);
        } else {
            Set<String> left = new HashSet<>(item.edited().asked());
            left.addAll(item.edited().kept(category.mapped().payload()));
            left.forEach(field -> PayloadFields.takeOut(input, field));
        }
    }

    private static Operation operation(@Nullable ShopifyId known) {
        return known == null ? CREATE : UPDATE;
    }

    // An update may go on in a job, and then the answer needs not hold the collection.
    private Asked<ShopifyId> id(ItemCalls calls, Stage.ToSend category, JsonNode payload, @Nullable ShopifyId known) {
        JsonNode collection = payload.path("collection");
        if (Answers.named(collection)) {
            return new Asked.Told<>(ShopifyId.of(collection));
        }
        if (known != null) {
            return new Asked.Told<>(known);
        }
        return byIdentity(calls, category)
                .then(found -> found.<Asked<ShopifyId>>map(Asked.Told::new)
                        .orElseGet(() -> new Asked.Ended<>(Answers.withoutResult("collection"))));
    }

    private Asked<Optional<ShopifyId>> byIdentity(ItemCalls calls, Stage.ToSend category) {
        return lookup.find(calls, category.item(), CollectionExporter.IDENTITY);
    }

    private Asked<Optional<ShopifyId>> find(ItemCalls calls, Stage.ToSend category) {
        String handle = category.input().path("handle").asString("");
        boolean adopts = !handle.isEmpty() && category.run().config().linkExisting() == LinkExisting.HANDLE;
        return byIdentity(calls, category)
                .then(known ->
                        known.isPresent() || !adopts ? new Asked.Told<>(known) : byHandle(calls, category, handle));
    }

    private Asked<Optional<ShopifyId>> byHandle(ItemCalls calls, Stage.ToSend category, String handle) {
        ObjectNode identifier = json.createObjectNode().put("handle", handle);
        return lookup.find(calls, category.item(), CollectionExporter.IDENTITY, identifier)
                .then(collection -> adopted(category, collection));
    }

    private Asked<Optional<ShopifyId>> adopted(Stage.ToSend category, JsonNode collection) {
        if (!Answers.named(collection)) {
            return new Asked.Told<>(Optional.empty());
        }
        ShopifyId id = ShopifyId.of(collection);
        String owner = claims.owner(category.item(), collection);
        return owner == null
                ? new Asked.Told<>(Optional.of(id))
                : new Asked.Ended<>(Conclusion.Refused.ambiguous(
                        "The shop's collection %s has its handle, but belongs to the category %s already."
                                .formatted(id, owner),
                        category.key().type() + " " + owner));
    }
}
