package io.silkroute.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorConfig;
import io.silkroute.connector.ConnectorConfig.Removal;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.Answer;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.util.Objects;
import org.springframework.stereotype.Component;

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
    private final Relevance relevance;
    private final ObjectMapper json;

    Removals(Gateway gateway, Relevance relevance, ObjectMapper json) {
        this.gateway = gateway;
        this.relevance = relevance;
        this.json = json;
    }

    public void remove(Work work) {
        String why = Objects.requireNonNull(relevance.obstacle(work), "it has left");
        ConnectorConfig.Export export = work.run().config().export();
        if (work.run().forceRefresh()) {
            work.conclude(new Verdict.Deferred(why));
        } else if (export.disableDeletions()) {
            work.conclude(new Verdict.Filtered(
                    why + " It stays in the shop as it is, because deletions are disabled for this connector."));
        } else if (export.removal() == Removal.DELETE) {
            delete(work, why);
        } else if (work.key().type() == ItemType.CATEGORY) {
            work.conclude(new Verdict.Filtered(
                    why + " Its collection stays in the shop: Shopify cannot archive collections."));
        } else {
            archive(work, why);
        }
    }

    private void archive(Work work, String why) {
        ObjectNode variables = json.createObjectNode();
        variables.putObject("identifier").put("id", shopifyId(work));
        variables.putObject("input").put("status", "ARCHIVED");
        variables.put("synchronous", true);
        variables.put("variantsFirst", 1);
        conclude(
                work,
                PRODUCT_SET,
                variables,
                Outcome.ARCHIVED,
                Exported.State.ARCHIVED,
                why + " Archived in the shop.");
    }

    private void delete(Work work, String why) {
        ObjectNode variables = json.createObjectNode();
        variables.putObject("input").put("id", shopifyId(work));
        Operation operation = work.key().type() == ItemType.CATEGORY ? COLLECTION_DELETE : PRODUCT_DELETE;
        conclude(work, operation, variables, Outcome.DELETED, Exported.State.DELETED, why + " Deleted from the shop.");
    }

    private void conclude(
            Work work,
            Operation operation,
            ObjectNode variables,
            Outcome outcome,
            Exported.State state,
            String sentence) {
        Answer answer = gateway.call(
                work.run().connector(), operation, variables, work.key().toString());
        work.add(answer.trace());
        boolean gone = answer instanceof Answer.Refused refused
                && refused.errors().stream().anyMatch(Removals::gone);
        if (!gone && Answers.accepted(work, answer) == null) {
            return;
        }
        Exported before = Objects.requireNonNull(work.exported(), "it is in the shop");
        boolean archived = state == Exported.State.ARCHIVED && !gone;
        work.conclude(new Verdict.Removed(
                outcome,
                new Exported(
                        work.key(),
                        archived ? before.shopifyId() : null,
                        archived ? state : Exported.State.DELETED,
                        null,
                        archived ? before.payload() : null,
                        archived ? before.refs() : null),
                gone ? sentence + " Somebody had deleted it there already." : sentence));
    }

    private static boolean gone(io.silkroute.shopify.UserError error) {
        return "PRODUCT_DOES_NOT_EXIST".equals(error.code())
                || "NOT_FOUND".equals(error.code())
                || error.message().contains("does not exist");
    }

    private static String shopifyId(Work work) {
        return Objects.requireNonNull(Objects.requireNonNull(work.exported()).shopifyId(), "it is in the shop");
    }
}
