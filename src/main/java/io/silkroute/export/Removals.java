package io.silkroute.export;

import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes from the shop what has left the exported set: archived or deleted as the connector says, or only noted. A
 * collection cannot be archived; it goes when removals delete and stays, noted, when they archive.
 */
@Component("removals")
public class Removals {

    private static final Operation PRODUCT_SET = Operation.named("productSet");
    private static final Operation PRODUCT_DELETE = Operation.named("productDelete");
    private static final Operation COLLECTION_DELETE = Operation.named("collectionDelete");

    private final Gateway gateway;
    private final IdentityLookup lookup;
    private final ObjectMapper json;

    Removals(Gateway gateway, IdentityLookup lookup, ObjectMapper json) {
        this.gateway = gateway;
        this.lookup = lookup;
        this.json = json;
    }

    /** Is it to be taken from the shop, or only noted? */
    public void decide(Work work) {
        String why = why(work);
        ConnectorConfig.Export export = work.run().config().export();
        if (work.run().forceRefresh()) {
            work.conclude(new Verdict.Deferred(why));
        } else if (export.disableDeletions()) {
            work.conclude(new Verdict.Filtered(
                    why + " It stays in the shop as it is, because deletions are disabled for this connector."));
        } else if (export.removal() == Removal.ARCHIVE && work.key().type() == ItemType.CATEGORY) {
            work.conclude(new Verdict.Filtered(
                    why + " Its collection stays in the shop: Shopify cannot archive collections."));
        } else {
            work.intend();
        }
    }

    public void remove(Work work) {
        String shopifyId = shopifyId(work);
        if (shopifyId != null) {
            takeAway(work, shopifyId, work.run().config().export().removal(), why(work));
        } else if (!work.isConcluded()) {
            work.conclude(new Verdict.Filtered(why(work))); // a write whose answer was lost had not arrived
        }
    }

    private String why(Work work) {
        if (work.decision() instanceof Decision.Remove removal) {
            return removal.why();
        }
        throw new IllegalStateException(work.key() + " is not to be removed");
    }

    private void takeAway(Work work, String shopifyId, Removal removal, String why) {
        if (removal == Removal.DELETE) {
            delete(work, shopifyId, why);
        } else {
            archive(work, shopifyId, why);
        }
    }

    private void archive(Work work, String shopifyId, String why) {
        ObjectNode variables = json.createObjectNode();
        variables.putObject("identifier").put("id", shopifyId);
        variables.putObject("input").put("status", "ARCHIVED");
        variables.put("synchronous", true);
        variables.put("variantsFirst", 1);
        conclude(
                work,
                PRODUCT_SET,
                variables,
                Outcome.ARCHIVED,
                Exported.State.ARCHIVED,
                why + " Archived in the shop.",
                shopifyId);
    }

    private void delete(Work work, String shopifyId, String why) {
        ObjectNode variables = json.createObjectNode();
        variables.putObject("input").put("id", shopifyId);
        Operation operation = work.key().type() == ItemType.CATEGORY ? COLLECTION_DELETE : PRODUCT_DELETE;
        conclude(
                work,
                operation,
                variables,
                Outcome.DELETED,
                Exported.State.DELETED,
                why + " Deleted from the shop.",
                shopifyId);
    }

    private void conclude(
            Work work,
            Operation operation,
            ObjectNode variables,
            Outcome outcome,
            Exported.State state,
            String sentence,
            String shopifyId) {
        CallResult answer = Answers.ask(gateway, work, operation, variables);
        boolean gone = work.key().type() == ItemType.CATEGORY ? Gone.collection(answer) : Gone.product(answer);
        if (!gone && Answers.accepted(work, answer) == null) {
            return;
        }
        Exported before = Objects.requireNonNull(work.exported(), "it is or may be in the shop");
        boolean archived = state == Exported.State.ARCHIVED && !gone;
        work.conclude(new Verdict.Removed(
                outcome,
                new Exported(
                        work.key(),
                        archived ? shopifyId : null,
                        archived ? state : Exported.State.DELETED,
                        null,
                        archived ? before.payload() : null,
                        archived ? before.refs() : null),
                gone ? sentence + " Somebody had deleted it there already." : sentence));
    }

    private @Nullable String shopifyId(Work work) {
        String known = Objects.requireNonNull(work.exported(), "it has left").shopifyId();
        return known != null ? known : lookup.find(work);
    }
}
