package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Jobs;
import io.silkroute.sandbox.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Many codes of one discount: added and removed a little after the call that wants it was answered. */
final class RedeemCodeMutations {
    private static final String ADD = "discountRedeemCodeBulkAdd";
    private static final String REMOVE = "discountCodeRedeemCodeBulkDelete";
    private static final String TAKEN = "must be unique. Please try a different code.";
    private static final UserError UNKNOWN = UserError.at("INVALID", "Code discount does not exist.", "discountId");

    private final Shop shop;
    private final Discounts discounts;
    private final Settings settings;
    private final WriteLog log;
    private final Jobs jobs;
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    RedeemCodeMutations(Discounts discounts, Settings settings, WriteLog log, Jobs jobs) {
        this.shop = discounts.shop;
        this.discounts = discounts;
        this.settings = settings;
        this.log = log;
        this.jobs = jobs;
    }

    Map<String, Object> add(String discountId, List<Input> codes, Call call) {
        return shop.write(() -> {
            Discount discount = discounts.code(discountId);
            if (discount == null) {
                log.refused(ADD, call, null, null, List.of(UNKNOWN));
                return Payload.errors(UNKNOWN);
            }
            if (codes.isEmpty()) {
                return Payload.errors(UserError.at("BLANK", "Codes can't be blank.", "codes"));
            }
            RedeemCodeCreation creation = new RedeemCodeCreation(
                    shop.nextId(),
                    discount.id,
                    call.app(),
                    shop.now(),
                    false,
                    codes.stream()
                            .map(code -> new RedeemCodeCreation.Entry(code.text("code", ""), null, null))
                            .toList());
            discounts.put(creation);
            begin(creation);
            return Payload.of("bulkCreation", creation, List.of());
        });
    }

    /** One that was begun before the shop was started anew is begun again. */
    @Nullable
    RedeemCodeCreation creation(long id) {
        RedeemCodeCreation held = discounts.creation(id);
        if (held != null && !held.done()) {
            begin(held);
        }
        return held;
    }

    private void begin(RedeemCodeCreation creation) {
        if (!running.add(creation.id())) {
            return;
        }
        shop.later(() -> {
            try {
                Thread.sleep(settings.jobs.toMillis());
                shop.write(() -> {
                    finish(creation);
                    return true;
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the shop closes; the next one goes on with it
            } finally {
                running.remove(creation.id());
            }
        });
    }

    private void finish(RedeemCodeCreation creation) {
        if (discounts.creation(creation.id()) == null) {
            return; // the shop was emptied
        }
        Discount discount = discounts.get(creation.discount());
        List<RedeemCodeCreation.Entry> entries = new ArrayList<>();
        List<String> created = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (RedeemCodeCreation.Entry entry : creation.entries()) {
            String code = entry.code();
            String fault = discount == null ? "Discount does not exist" : fault(code);
            if (discount == null || fault != null) {
                entries.add(new RedeemCodeCreation.Entry(code, null, fault));
                refused.add(code + ": " + fault);
            } else {
                RedeemCode made = discounts.add(discount, code.strip(), creation.app());
                entries.add(new RedeemCodeCreation.Entry(code, made.id(), null));
                created.add(made.code());
            }
        }
        discounts.put(new RedeemCodeCreation(
                creation.id(), creation.discount(), creation.app(), creation.createdAt(), true, entries));
        if (discount != null && !created.isEmpty()) {
            Discount now = discount.copy();
            now.updatedAt = shop.now();
            discounts.put(now);
        }
        log.note(ADD, creation.app(), discount, discount == null ? null : discount.title, created, List.of(), refused);
    }

    private @Nullable String fault(String code) {
        String fault = DiscountDraft.fault(code);
        if (fault != null) {
            return fault;
        }
        Pattern wanted = settings.refused;
        if (wanted != null && wanted.matcher(code).find()) {
            return "Something went wrong, please try again.";
        }
        return discounts.redeemCode(code) == null ? null : TAKEN;
    }

    Map<String, Object> remove(Input args, Call call) {
        long selectors =
                Stream.of("ids", "search", "savedSearchId").filter(args::given).count();
        if (selectors == 0) {
            return Payload.errors(new UserError(
                    null, "Missing expected argument key: 'ids', 'search' or 'saved_search_id'.", "MISSING_ARGUMENT"));
        }
        if (selectors > 1) {
            return Payload.errors(new UserError(
                    null, "Only one of 'ids', 'search' or 'saved_search_id' is allowed.", "TOO_MANY_ARGUMENTS"));
        }
        Discount discount = discounts.code(args.text("discountId", ""));
        if (discount == null) {
            log.refused(REMOVE, call, null, null, List.of(UNKNOWN));
            return Payload.errors(UNKNOWN);
        }
        if (args.given("ids") && args.texts("ids").isEmpty()) {
            return Payload.errors(new UserError(null, "Something went wrong, please try again.", null));
        }
        if (args.given("search") && args.text("search", "").isBlank()) {
            return Payload.errors(UserError.at("BLANK", "'Search' can't be blank.", "search"));
        }
        if (args.given("savedSearchId")) {
            return Payload.errors(UserError.at("INVALID", "Invalid 'saved_search_id'.", "savedSearchId"));
        }
        Map<String, Object> job = jobs.start(settings.jobs, () -> remove(discount, args, call));
        return Payload.of("job", job, List.of());
    }

    private void remove(Discount discount, Input args, Call call) {
        shop.write(() -> {
            Discount held = discounts.get(discount.id);
            if (held == null) {
                return false;
            }
            List<RedeemCode> gone = discounts.codesOf(held).stream()
                    .filter(
                            args.given("ids")
                                    ? code -> args.texts("ids").contains(code.gid())
                                    : DiscountSearch.codes(SearchQuery.parse(args.text("search"))))
                    .toList();
            gone.forEach(discounts::remove);
            if (!gone.isEmpty()) {
                Discount now = held.copy();
                now.updatedAt = shop.now();
                discounts.put(now);
            }
            log.done(
                    REMOVE,
                    call,
                    held,
                    List.of(),
                    gone.stream().map(RedeemCode::code).toList());
            return true;
        });
    }
}
