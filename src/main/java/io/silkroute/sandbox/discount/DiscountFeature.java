package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.discount.term.Kind;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Jobs;
import io.silkroute.sandbox.tag.TaggedObjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Discounts and their codes in the API. */
@InSandbox
@Component("sandboxDiscountFeature")
final class DiscountFeature implements SandboxFeature {
    private static final String READ = "read_discounts";
    private static final String WRITE = "write_discounts";

    private final Discounts discounts;
    private final Settings settings;
    private final DiscountMutations mutations;
    private final BulkMutations many;
    private final RedeemCodeMutations codes;
    private final DiscountControl control;

    DiscountFeature(Discounts discounts, Customers customers, Jobs jobs, TaggedObjects tagged) {
        this.discounts = discounts;
        this.settings = new Settings(customers);
        WriteLog log = new WriteLog(discounts);
        this.mutations = new DiscountMutations(discounts, settings, log);
        this.many = new BulkMutations(discounts, settings, mutations, jobs);
        this.codes = new RedeemCodeMutations(discounts, settings, log, jobs);
        this.control = new DiscountControl(discounts, settings, log);
        for (String type : List.of(Discount.CODE, Discount.AUTOMATIC)) {
            tagged.keep(type, WRITE, mutations::tags);
        }
    }

    @Override
    public List<String> scopes() {
        return List.of(READ, WRITE);
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.schema("/shopify/admin-subset-discounts.graphqls");
        new DiscountGraph(discounts, settings.customers()).wire(wiring);
        new DiscountQueries(discounts, settings, codes).wire(wiring, READ);
        both(wiring, "discountCodeBasic", false, Kind.BASIC, "basicCodeDiscount");
        both(wiring, "discountCodeBxgy", false, Kind.BXGY, "bxgyCodeDiscount");
        both(wiring, "discountCodeFreeShipping", false, Kind.FREE_SHIPPING, "freeShippingCodeDiscount");
        both(wiring, "discountAutomaticBasic", true, Kind.BASIC, "automaticBasicDiscount");
        both(wiring, "discountAutomaticBxgy", true, Kind.BXGY, "automaticBxgyDiscount");
        both(wiring, "discountAutomaticFreeShipping", true, Kind.FREE_SHIPPING, "freeShippingAutomaticDiscount");
        wiring.mutation("discountCodeAppCreate", WRITE, (args, call) -> ofFunction("codeAppDiscount", args));
        wiring.mutation("discountAutomaticAppCreate", WRITE, (args, call) -> ofFunction("automaticAppDiscount", args));
        lifecycle(wiring, "discountCode", false);
        lifecycle(wiring, "discountAutomatic", true);
        wiring.mutation("discountCodeBulkActivate", WRITE, many::activateCodes);
        wiring.mutation("discountCodeBulkDeactivate", WRITE, many::deactivateCodes);
        wiring.mutation("discountCodeBulkDelete", WRITE, many::deleteCodes);
        wiring.mutation("discountAutomaticBulkDelete", WRITE, many::deleteAutomatic);
        wiring.mutation("discountBulkTagsAdd", WRITE, (args, call) -> many.addTags(args));
        wiring.mutation("discountBulkTagsRemove", WRITE, (args, call) -> many.removeTags(args));
        wiring.mutation(
                "discountRedeemCodeBulkAdd",
                WRITE,
                (args, call) -> codes.add(args.text("discountId", ""), args.inputs("codes"), call));
        wiring.mutation("discountCodeRedeemCodeBulkDelete", WRITE, codes::remove);
    }

    private void both(Wiring wiring, String name, boolean automatic, Kind kind, String argument) {
        DiscountDraft.Type type = new DiscountDraft.Type(automatic, kind, argument);
        wiring.mutation(
                name + "Create",
                WRITE,
                (args, call) -> mutations.create(name + "Create", type, args.input(argument), call));
        wiring.mutation(
                name + "Update",
                WRITE,
                (args, call) ->
                        mutations.update(name + "Update", type, args.text("id", ""), args.input(argument), call));
    }

    private void lifecycle(Wiring wiring, String name, boolean automatic) {
        wiring.mutation(
                name + "Activate",
                WRITE,
                (args, call) -> mutations.activate(name + "Activate", automatic, args.text("id", ""), call));
        wiring.mutation(
                name + "Deactivate",
                WRITE,
                (args, call) -> mutations.deactivate(name + "Deactivate", automatic, args.text("id", ""), call));
        wiring.mutation(
                name + "Delete",
                WRITE,
                (args, call) -> mutations.delete(name + "Delete", automatic, args.text("id", ""), call));
    }

    /** No app of this shop has a function. */
    private static Map<String, Object> ofFunction(String argument, Input args) {
        Input input = args.input(argument);
        boolean byHandle = !input.text("functionHandle", "").isBlank();
        boolean byId = !input.text("functionId", "").isBlank();
        if (byHandle && byId) {
            return Payload.errors(UserError.at(
                    "MULTIPLE_FUNCTION_IDENTIFIERS", "Only one of functionId or functionHandle is allowed.", argument));
        }
        if (!byHandle && !byId) {
            return Payload.errors(UserError.at(
                    "MISSING_FUNCTION_IDENTIFIER", "Function id can't be blank.", argument, "functionHandle"));
        }
        String field = byHandle ? "functionHandle" : "functionId";
        return Payload.errors(UserError.at(
                "INVALID",
                "Function " + input.text(field) + " not found. Ensure that it is released in the current app (1), and"
                        + " that the app is installed.",
                argument,
                field));
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("discounts", discounts.all().size());
        state.put("discountWrites", discounts.writes().size());
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of(
                "discounts", () -> discounts.all().values().stream().map(this::line),
                "discountWrites", () -> discounts.writes().values().stream().map(DiscountFeature::line));
    }

    private Map<String, @Nullable Object> line(Discount discount) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", discount.gid());
        line.put("type", discount.typename());
        line.put("title", discount.title);
        line.put("status", discount.status(discounts.shop.now()).name());
        line.put("startsAt", Times.of(discount.startsAt));
        line.put("endsAt", discount.endsAt == null ? null : Times.of(discount.endsAt));
        line.put("tags", discount.tags);
        line.put("uses", discount.uses);
        line.put(
                "codes",
                discounts.codesOf(discount).stream()
                        .map(code -> Map.of("code", code.code(), "uses", code.uses()))
                        .toList());
        return line;
    }

    private static Map<String, @Nullable Object> line(DiscountWrite write) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("at", Times.of(write.at()));
        line.put("app", write.app());
        line.put("mutation", write.mutation());
        line.put("discount", write.discount());
        line.put("title", write.title());
        line.put("created", write.created());
        line.put("removed", write.removed());
        line.put("refused", write.refused());
        return line;
    }

    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return control.controls();
    }

    @Override
    public void reset(boolean contents) {
        settings.reset();
        discounts.reset();
    }
}
