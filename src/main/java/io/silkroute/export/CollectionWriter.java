package io.silkroute.export;

import io.silkroute.connector.config.ConnectorConfig.LinkExisting;
import io.silkroute.mapping.MappedFields;
import io.silkroute.mapping.Mappings;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
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
    private final Claims claims;
    private final LostMetafields lostMetafields;
    private final Mappings mappings;
    private final ObjectMapper json;

    CollectionWriter(
            Gateway gateway,
            IdentityLookup lookup,
            Publisher publisher,
            Claims claims,
            LostMetafields lostMetafields,
            Mappings mappings,
            ObjectMapper json) {
        this.gateway = gateway;
        this.lookup = lookup;
        this.publisher = publisher;
        this.claims = claims;
        this.lostMetafields = lostMetafields;
        this.mappings = mappings;
        this.json = json;
    }

    public void write(Work work) {
        String known =
                work.isInShop() && work.exported() != null ? work.exported().shopifyId() : find(work);
        if (work.isConcluded()) {
            return;
        }
        CallResult answer = send(work, known);
        boolean gone = known != null && Gone.collection(answer);
        if (gone) {
            work.gone();
        }
        if (gone || (known == null && answer instanceof CallResult.Refused)) {
            // It may be there all the same: an attempt whose answer was lost may have created it.
            known = lookup.find(work);
            if (work.isConcluded()) {
                return;
            }
            answer = gone || known != null ? send(work, known) : answer;
        }
        JsonNode data = Answers.accepted(work, answer);
        String shopifyId =
                data == null ? null : id(work, data.path(operation(known).name()), known);
        if (shopifyId == null || !lostMetafields.remove(work, shopifyId)) {
            return;
        }
        boolean isNew = !work.isInShop();
        if (isNew) {
            work.awaitPublication();
        }
        Exported now = new Exported(
                work.key(),
                shopifyId,
                Exported.State.EXPORTED,
                work.hash(),
                work.payload().input(),
                null);
        work.conclude(new Verdict.Written(
                isNew ? Outcome.CREATED : Outcome.UPDATED,
                now,
                isNew
                        ? "Created as a collection"
                                + publisher.outlook(work.run().connector()) + "."
                        : "Collection updated."));
    }

    private CallResult send(Work work, @Nullable String known) {
        ObjectNode input = work.payload().input().deepCopy();
        if (known != null) {
            input.put("id", known);
            MappedFields mapped =
                    work.toClear(mappings.collection(work.run().config().mapping()));
            Clearing.COLLECTION.clear(
                    Held.of(work.exported(), mapped.own()), work.payload().input(), input);
        }
        input.withArray("metafields").add(Identity.metafield(work.key()));
        return Answers.ask(
                gateway, work, operation(known), json.createObjectNode().set("collection", input));
    }

    private static Operation operation(@Nullable String known) {
        return known == null ? CREATE : UPDATE;
    }

    // An update may go on in a job, and then the answer needs not hold the collection.
    private @Nullable String id(Work work, JsonNode payload, @Nullable String known) {
        JsonNode collection = payload.path("collection");
        if (Answers.named(collection)) {
            return collection.path("id").asString("");
        }
        String id = known != null ? known : lookup.find(work);
        if (id == null && !work.isConcluded()) {
            Answers.withoutResult(work, "collection");
        }
        return id;
    }

    private @Nullable String find(Work work) {
        String known = lookup.find(work);
        String handle = work.payload().input().path("handle").asString("");
        if (known != null
                || work.isConcluded()
                || handle.isEmpty()
                || work.run().config().linkExisting() != LinkExisting.HANDLE) {
            return known;
        }
        JsonNode collection = lookup.collectionByHandle(work, handle);
        if (work.isConcluded() || !Answers.named(collection)) {
            return null;
        }
        String owner = claims.owner(work, collection);
        if (owner != null) {
            work.conclude(Verdict.Parked.ambiguous(
                    "The shop's collection %s has its handle, but belongs to the category %s already."
                            .formatted(collection.path("id").asString(""), owner)));
        }
        return owner == null ? collection.path("id").stringValue(null) : null;
    }
}
