package io.silkroute.translation;

import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.UserError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Registers texts and takes others away, several objects in a call. A text to which the shop objects is given up, so that
 * the others go; one whose source has become another meanwhile is left for the next look.
 */
final class Registration {

    static final Operation REGISTER = Operation.named("translationsRegister");
    static final Operation REMOVE = Operation.named("translationsRemove");
    // https://shopify.dev/docs/apps/build/markets/manage-translated-content
    private static final int MOST_TEXTS = 100;
    static final int AT_ONCE = 10; // 100 points, which the smallest bucket gives in two seconds
    private static final int MAX_TRIES = 3;
    private static final String OTHER_SOURCE = "INVALID_TRANSLATABLE_CONTENT";
    private static final Set<String> GONE = Set.of("RESOURCE_NOT_FOUND");

    private final ItemCalls calls;
    private final Set<Text> refused = new LinkedHashSet<>();
    private final Set<Text> again = new LinkedHashSet<>();
    private @Nullable Reason why;
    private boolean denied;
    private boolean begun;

    Registration(ItemCalls calls) {
        this.calls = calls;
    }

    /** A text that is to be the shop's. @param digest of what it translates */
    record Wanted(Text text, String gid, String digest, String value) {}

    /** Texts that the shop does not take. */
    Set<Text> refused() {
        return refused;
    }

    /** Texts whose sources are others than they were when they were read. */
    Set<Text> again() {
        return again;
    }

    /** The first reason of the shop's; null if it took all. */
    @Nullable
    Reason why() {
        return why;
    }

    /** May anything have arrived? */
    boolean isBegun() {
        return begun;
    }

    /** The app may not. */
    boolean isDenied() {
        return denied;
    }

    /** Ends only where it is not known what has arrived. */
    Asked<Boolean> register(Collection<Wanted> all) {
        again.clear();
        List<Wanted> left = new ArrayList<>(all);
        for (int n = 0; n < MAX_TRIES && !left.isEmpty() && !denied; n++) {
            List<List<Wanted>> each = parts(left);
            left.clear();
            for (int i = 0; i < each.size() && !denied; i += AT_ONCE) {
                List<List<Wanted>> some = each.subList(i, Math.min(each.size(), i + AT_ONCE));
                begun = true;
                List<CallResult> answers = calls.askEach(
                        REGISTER, some.stream().map(Registration::variables).toList());
                for (int j = 0; j < answers.size(); j++) {
                    CallResult answer = Answers.forTheItem(answers.get(j));
                    if (answer instanceof CallResult.Refused no
                            && (denied(no) || !no.errors().isEmpty())) {
                        left.addAll(refuse(no, some.get(j)));
                    } else if (!(answer instanceof CallResult.Accepted)) {
                        return Answers.accepted(calls.run(), answer).map(data -> true);
                    }
                }
            }
        }
        left.forEach(one -> refused.add(one.text()));
        return new Asked.Told<>(true);
    }

    private boolean denied(CallResult.Refused no) {
        denied |= Answers.denied(no);
        return denied;
    }

    private static List<List<Wanted>> parts(List<Wanted> all) {
        Map<String, List<Wanted>> byObject = new LinkedHashMap<>();
        all.forEach(one ->
                byObject.computeIfAbsent(one.gid(), gid -> new ArrayList<>()).add(one));
        List<List<Wanted>> parts = new ArrayList<>();
        byObject.values().forEach(texts -> {
            for (int i = 0; i < texts.size(); i += MOST_TEXTS) {
                parts.add(texts.subList(i, Math.min(texts.size(), i + MOST_TEXTS)));
            }
        });
        return parts;
    }

    private static ObjectNode variables(List<Wanted> texts) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.put("resourceId", texts.get(0).gid());
        texts.forEach(one -> variables
                .withArray("translations")
                .addObject()
                .put("locale", one.text().locale())
                .put("key", one.text().key())
                .put("value", one.value())
                .put("translatableContentDigest", one.digest()));
        return variables;
    }

    /** Those that may go without the others. */
    private List<Wanted> refuse(CallResult.Refused no, List<Wanted> sent) {
        List<Wanted> left = new ArrayList<>(sent);
        for (UserError error : no.errors()) {
            int place = place(error.field());
            List<Wanted> concerned = place < sent.size() ? List.of(sent.get(place)) : sent;
            left.removeAll(concerned);
            if (OTHER_SOURCE.equals(error.code())) {
                concerned.forEach(one -> again.add(one.text()));
            } else {
                why = why != null ? why : no.reason();
                concerned.forEach(one -> refused.add(one.text()));
            }
        }
        return denied ? List.of() : left;
    }

    /** From {@code [translations, 3, value]} the 3; a number that no call has where the error names none. */
    private static int place(List<String> field) {
        String place = field.size() > 1 ? field.get(1) : "";
        return place.matches("\\d{1,4}") ? Integer.parseInt(place) : Integer.MAX_VALUE;
    }

    /** @param all texts with the id of the object that has them */
    Asked<Boolean> remove(Map<Text, String> all) {
        Map<List<String>, ObjectNode> byObject = new LinkedHashMap<>();
        all.forEach((text, gid) -> byObject.computeIfAbsent(List.of(gid, text.locale()), key -> {
                    ObjectNode variables = JsonNodeFactory.instance.objectNode().put("resourceId", gid);
                    variables.putArray("locales").add(text.locale());
                    return variables;
                })
                .withArray("translationKeys")
                .add(text.key()));
        List<ObjectNode> each = List.copyOf(byObject.values());
        for (int i = 0; i < each.size() && !denied; i += AT_ONCE) {
            begun = true;
            for (CallResult answered : calls.askEach(REMOVE, each.subList(i, Math.min(each.size(), i + AT_ONCE)))) {
                CallResult answer = Answers.forTheItem(answered);
                if (answer instanceof CallResult.Refused no && (denied(no) || isGone(no))) {
                    continue; // nothing is left that could be taken away
                }
                if (!(answer instanceof CallResult.Accepted)) {
                    return Answers.accepted(calls.run(), answer).map(data -> true);
                }
            }
        }
        return new Asked.Told<>(true);
    }

    private static boolean isGone(CallResult.Refused no) {
        return !no.errors().isEmpty()
                && no.errors().stream().allMatch(error -> error.code() != null && GONE.contains(error.code()));
    }
}
