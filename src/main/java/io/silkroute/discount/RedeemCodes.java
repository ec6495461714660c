package io.silkroute.discount;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.ExactSearch;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pause;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.Usage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Further codes of a campaign's discount: many are added in a call that Shopify works off in its own time, and each has a
 * result of its own. What was added by a call whose answer was lost is found there when it is added again.
 */
@Component("redeemCodes")
public class RedeemCodes {

    static final Operation ADD = Operation.named("discountRedeemCodeBulkAdd");
    private static final Operation ADDED = Operation.named("discountRedeemCodeBulkCreation");
    static final Operation REMOVE = Operation.named("discountCodeRedeemCodeBulkDelete");
    private static final Operation JOB = Operation.named("jobState");
    private static final Operation CODES = Operation.named("redeemCodesOf");
    private static final int MAX_QUESTIONS = 1_000;
    private static final Reason NEVER_ENDED = new Reason(
            "OUT_OF_ATTEMPTS",
            null,
            null,
            "The shop has not ended a job with codes for a long time. Replay the item; what came of the job is found then.");

    private final Gateway gateway;
    private final DiscountLookup lookup;
    private final Exports exports;
    private final ShopifySettings settings;
    private final Pause pause;

    RedeemCodes(Gateway gateway, DiscountLookup lookup, Exports exports, ShopifySettings settings, Pause pause) {
        this.gateway = gateway;
        this.lookup = lookup;
        this.exports = exports;
        this.settings = settings;
        this.pause = pause;
    }

    /** Adds codes to one discount, and says what became of each. */
    public Map<ItemKey, Stage> add(List<Stage.Together> codes) {
        Stage.Together first = codes.get(0);
        ItemCalls calls = new ItemCalls(gateway, first.item());
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.set("discountId", first.send().input().path("discount"));
        ArrayNode wanted = variables.putArray("codes");
        codes.forEach(code -> wanted.addObject().put("code", code(code)));
        Map<ItemKey, Stage> results =
                added(calls, first, variables).either(creation -> each(codes, creation), ended -> all(codes, ended));
        // The call counts with the first of them.
        results.computeIfPresent(first.key(), (key, stage) -> stage.using(calls.used()));
        return results;
    }

    private static String code(Stage.Together code) {
        return code.send().input().path("code").asString("");
    }

    private static Map<ItemKey, Stage> all(List<Stage.Together> codes, Conclusion conclusion) {
        Map<ItemKey, Stage> results = new LinkedHashMap<>();
        codes.forEach(code -> results.put(code.key(), code.concluded(conclusion)));
        return results;
    }

    /** The ended creation. */
    private Asked<JsonNode> added(ItemCalls calls, Stage.Together first, ObjectNode variables) {
        CallResult answer = Answers.forTheItem(calls.askForSeveral(ADD, variables));
        if (answer instanceof CallResult.Refused refused && lostDiscount(refused)) {
            ItemKey campaign = new ItemKey(
                    ItemType.CAMPAIGN, first.send().input().path("joins").asString(""));
            return new Asked.Ended<>(
                    first.item().mayWait()
                            ? new Conclusion.Deferred(
                                    "The discount of its campaign is not in the shop any more; it is made again first.",
                                    true,
                                    Set.of(campaign))
                            : new Conclusion.Refused(refused.reason()));
        }
        return ended(calls, answer);
    }

    /** The creation that an added call has begun, once it has ended. */
    private Asked<JsonNode> ended(ItemCalls calls, CallResult added) {
        return Answers.accepted(calls.run(), added)
                .map(data ->
                        data.at("/discountRedeemCodeBulkAdd/bulkCreation/id").asString(""))
                .then(id -> id.isEmpty() ? new Asked.Ended<>(Answers.withoutResult("codes")) : ended(calls, id));
    }

    /** Adds one code that is no item's; ends with the reason where the shop does not take it. */
    Asked<Boolean> add(ItemCalls calls, ShopifyId discount, String code) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("discountId", discount.gid());
        variables.putArray("codes").addObject().put("code", code);
        return ended(calls, Answers.forTheItem(calls.ask(ADD, variables))).then(creation -> {
            JsonNode result = creation.at("/codes/nodes").path(0);
            return Answers.named(result.path("discountRedeemCode"))
                    ? new Asked.Told<>(true)
                    : new Asked.Ended<Boolean>(notTaken(code, result));
        });
    }

    private static Conclusion notTaken(String code, JsonNode result) {
        JsonNode error = result.path("errors").path(0);
        String message = error.path("message").asString("");
        return new Conclusion.Refused(new Reason(
                error.path("code").asString("UNKNOWN"),
                "code",
                message,
                "Shopify did not take the code %s: %s".formatted(code, message)));
    }

    static boolean lostDiscount(CallResult.Refused refused) {
        return refused.errors().stream()
                .anyMatch(error -> error.message().toLowerCase(Locale.ROOT).contains("discount does not exist"));
    }

    /** Asks until what the shop does in its own time is done. */
    private Asked<JsonNode> ended(ItemCalls calls, String creation) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("id", creation);
        for (int n = 0; n < MAX_QUESTIONS; n++) {
            Asked<JsonNode> asked = Answers.accepted(calls.run(), calls.askForSeveral(ADDED, variables))
                    .map(data -> data.path(ADDED.name()));
            if (!(asked instanceof Asked.Told<JsonNode> told)
                    || told.value().path("done").asBoolean(false)) {
                return asked;
            }
            try {
                pause.of(settings.firstPause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Asked.Ended<>(new Conclusion.Deferred("The wait for the shop's job was interrupted."));
            }
        }
        return new Asked.Ended<>(new Conclusion.Refused(NEVER_ENDED));
    }

    private Map<ItemKey, Stage> each(List<Stage.Together> codes, JsonNode creation) {
        Map<String, JsonNode> results = new LinkedHashMap<>();
        creation.at("/codes/nodes")
                .forEach(one -> results.put(one.path("code").asString("").toLowerCase(Locale.ROOT), one));
        Map<ItemKey, Stage> concluded = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Stage.Together code : codes) {
            if (!seen.add(code(code).toLowerCase(Locale.ROOT))) {
                concluded.put(code.key(), code.concluded(twice(code)));
                continue;
            }
            JsonNode result = results.get(code(code).toLowerCase(Locale.ROOT));
            concluded.put(
                    code.key(), result == null ? code.concluded(Answers.withoutResult("code")) : result(code, result));
        }
        return concluded;
    }

    private Stage result(Stage.Together code, JsonNode result) {
        JsonNode redeemCode = result.path("discountRedeemCode");
        if (Answers.named(redeemCode)) {
            return code.concluded(joined(code, ShopifyId.of(redeemCode)));
        }
        String message = result.path("errors").path(0).path("message").asString("");
        if (!message.contains("must be unique")) {
            return code.concluded(notTaken(code(code), result));
        }
        ItemCalls own = new ItemCalls(gateway, code.item());
        return lookup.byCode(own, code(code))
                .then(found -> present(own, code, found))
                .either(code::concluded, code::concluded)
                .using(own.used());
    }

    /** It is there already: on this very discount by an earlier call, or somewhere else. */
    private Asked<Conclusion> present(ItemCalls calls, Stage.Together code, JsonNode found) {
        String discount = code.send().input().path("discount").asString("");
        if (!found.path("id").asString("").equals(discount)) {
            return new Asked.Told<>(DiscountWriter.codeTaken(code(code), found, null));
        }
        return redeemCode(calls, new ShopifyId(discount), code(code))
                .map(id -> id.map(known -> theirs(code, known) ? twice(code) : joined(code, known))
                        .orElseGet(() -> Answers.withoutResult("code")));
    }

    /** Does it stand there for its campaign itself, or for another code item? */
    private boolean theirs(Stage.Together code, ShopifyId redeemCode) {
        ConnectorName connector = code.run().connector();
        String campaign = code.send().input().path("joins").asString("");
        return exports.holder(connector, redeemCode)
                        .filter(holder -> !holder.equals(code.key()))
                        .isPresent()
                || exports.find(connector, new ItemKey(ItemType.CAMPAIGN, campaign)).stream()
                        .flatMap(sent -> sent.once().stream())
                        .anyMatch(sent -> sent.path("code").asString("").equalsIgnoreCase(code(code)));
    }

    private static Conclusion twice(Stage.Together code) {
        return new Conclusion.Refused(new Reason(
                DiscountWriter.CODE_TAKEN,
                "code",
                null,
                "The code %s is that of its campaign, or of another code item of it, already. A code belongs to one item: give this one another code, or delete it in the PIM."
                        .formatted(code(code))));
    }

    /** What the shop calls a code of a discount; empty if that has it not. */
    Asked<Optional<ShopifyId>> redeemCode(ItemCalls calls, ShopifyId discount, String code) {
        ObjectNode variables = JsonNodeFactory.instance
                .objectNode()
                .put("id", discount.gid())
                .put("query", ExactSearch.of("code", code));
        return ShopReads.read(calls, CODES, variables).map(data -> {
            for (JsonNode one : data.at("/codeDiscountNode/codeDiscount/codes/nodes")) {
                if (one.path("code").asString("").equalsIgnoreCase(code)) {
                    return Optional.of(ShopifyId.of(one));
                }
            }
            return Optional.empty();
        });
    }

    private static Conclusion joined(Stage.Together code, ShopifyId redeemCode) {
        ObjectNode input = code.send().input();
        ObjectNode refs = JsonNodeFactory.instance.objectNode();
        refs.set("discount", input.path("discount"));
        boolean isNew = !code.item().isInShop();
        return new Conclusion.Written(
                isNew ? Outcome.CREATED : Outcome.UPDATED,
                new Exported(
                        code.key(),
                        redeemCode,
                        Exported.State.EXPORTED,
                        code.send().mapped().hash(),
                        input,
                        refs),
                false,
                "%s is a code of the discount of campaign %s."
                        .formatted(code(code), input.path("joins").asString("")));
    }

    /**
     * Takes a code off its discount, and waits for the end of that; one that is gone already does no harm. As long as the
     * shop has not ended it, the code counts as standing there.
     */
    CallResult remove(ItemCalls calls, ShopifyId discount, ShopifyId redeemCode) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("discountId", discount.gid());
        variables.putArray("ids").add(redeemCode.gid());
        CallResult answer = Answers.forTheItem(calls.ask(REMOVE, variables));
        if (!(answer instanceof CallResult.Accepted accepted)) {
            return answer;
        }
        Usage usage = answer.usage();
        JsonNode job = accepted.data().at("/discountCodeRedeemCodeBulkDelete/job");
        if (job.path("done").asBoolean(false) || !Answers.named(job)) {
            return answer;
        }
        for (int n = 0; n < MAX_QUESTIONS; n++) {
            CallResult state =
                    calls.ask(JOB, JsonNodeFactory.instance.objectNode().set("id", job.path("id")));
            usage = state.usage();
            if (!(state instanceof CallResult.Accepted told)
                    || told.data().path("job").path("done").asBoolean(false)) {
                return state;
            }
            try {
                pause.of(settings.firstPause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CallResult.Aborted.interrupted(state.usage());
            }
        }
        return new CallResult.Refused(List.of(), NEVER_ENDED, usage);
    }
}
