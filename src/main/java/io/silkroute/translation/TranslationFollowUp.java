package io.silkroute.translation;

import io.silkroute.catalogue.ItemType;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter.Share;
import io.silkroute.export.Stage;
import io.silkroute.export.followup.FollowUp;
import io.silkroute.export.followup.FollowUpFields;
import io.silkroute.export.followup.FollowUpPlan;
import io.silkroute.export.followup.Followed;
import io.silkroute.export.followup.Following;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.value.Languages;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings a product's or collection's texts in other languages to the shop, after its own write. */
@Component
@Order(10)
class TranslationFollowUp implements FollowUp {

    private static final String FIELD = FollowUpFields.TRANSLATIONS;
    private static final int MAX_TOLD = 10;

    private final ShopLanguages languages;
    private final Mappings mappings;

    TranslationFollowUp(ShopLanguages languages, Mappings mappings) {
        this.languages = languages;
        this.mappings = mappings;
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public boolean concerns(ItemType type) {
        return type == ItemType.PRODUCT || type == ItemType.CATEGORY;
    }

    @Override
    public Asked<Followed> follow(ItemCalls calls, Following item) {
        JsonNode now = item.now(FIELD);
        if (item.isComparable() && now.equals(item.before(FIELD)) && !isSourceChanged(item)) {
            return new Asked.Told<>(Followed.whole(now));
        }
        return languages.of(calls).then(spoken -> {
            if (spoken.unable() != null) {
                return new Asked.Told<>(without(calls.run(), now, spoken.unable()));
            }
            List<LeftOut> leftOut = lacking(item, spoken);
            Work work = Work.of(item, spoken);
            return work.isNothing()
                    ? new Asked.Told<>(new Followed(now, null, leftOut, false))
                    : bring(calls, item, work, leftOut);
        });
    }

    /** None is sent; that a run cannot is no failure of its items. */
    private Followed without(ActiveRun run, JsonNode now, String why) {
        languages.tell(run, why);
        return new Followed(now, null, List.of(new LeftOut(Omission.TRANSLATION, why)), false);
    }

    private Followed denied(ActiveRun run, Following item) {
        return without(run, item.now(FIELD), languages.denied(run));
    }

    /** Of languages that the shop lacks the run is told; that one is missing which the mapping asks for by name is an omission. */
    private List<LeftOut> lacking(Following item, Spoken spoken) {
        ActiveRun run = item.item().run();
        Mapping mapping = mapping(item.item());
        Set<String> without = new TreeSet<>();
        Set<String> unpublished = new TreeSet<>();
        for (String code : item.now(FIELD).propertyNames()) {
            String locale = spoken.of(code);
            if (locale == null) {
                without.add(code);
            } else if (locale.equals(spoken.primary())) {
                tellOfPrimary(run, mapping, spoken, code);
            } else if (!spoken.others().getOrDefault(locale, true)) {
                unpublished.add(locale);
            }
        }
        unpublished.forEach(locale -> languages.tell(
                run,
                "The shop's language %s is not published: its translations are in the shop, and buyers see none of them."
                        .formatted(locale)));
        if (without.isEmpty()) {
            return List.of();
        }
        String sentence =
                "The shop has no language %s: texts in it are left out. Add it in the shop (Settings, Languages), then"
                                .formatted(String.join(", ", without))
                        + " start a force refresh; or name the languages that are wanted in the mapping (translations).";
        languages.tell(run, sentence);
        without.removeIf(code ->
                !mapping.languages().contains(code) && !mapping.languages().contains(Languages.language(code)));
        return without.isEmpty()
                ? List.of()
                : List.of(new LeftOut(
                        Omission.TRANSLATION, "The shop has no language " + String.join(", ", without) + "."));
    }

    private void tellOfPrimary(ActiveRun run, Mapping mapping, Spoken spoken, String code) {
        String own = Languages.language(spoken.primary());
        if (mapping.ownLanguages().stream()
                .noneMatch(one -> Languages.language(one).equals(own))) {
            languages.tell(
                    run,
                    "The shop's own language is %s, and the mapping %s takes its texts in %s: put %s first there (locale)."
                            .formatted(
                                    spoken.primary(),
                                    run.config().mapping(),
                                    mapping.ownLanguages().isEmpty()
                                            ? "any language"
                                            : String.join(", ", mapping.ownLanguages()),
                                    code));
        }
    }

    private Mapping mapping(Stage.ToSend item) {
        String file = item.run().config().mapping();
        return item.key().type() == ItemType.PRODUCT ? mappings.product(file) : mappings.collection(file);
    }

    private Asked<Followed> bring(ItemCalls calls, Following item, Work work, List<LeftOut> leftOut) {
        Registration registration = new Registration(calls);
        Set<Text> sourceless = new LinkedHashSet<>();
        Asked<Boolean> done = read(calls, item, work)
                .then(texts -> texts.isEmpty()
                        ? new Asked.Told<>(false)
                        : registration
                                .register(wanted(work.register(), texts, sourceless))
                                .then(all -> registration.remove(held(work.remove(), texts))));
        if (done instanceof Asked.Told<Boolean> told
                && told.value()
                && !registration.again().isEmpty()) {
            // Somebody has changed what they translate since it was read.
            Map<Text, String> again = new LinkedHashMap<>(work.register());
            again.keySet().retainAll(Set.copyOf(registration.again()));
            done = read(calls, item, new Work(again, Set.of(), work.codes()))
                    .then(texts -> registration.register(wanted(again, texts, sourceless)))
                    .map(all -> {
                        registration.refused().addAll(registration.again());
                        return true;
                    });
        }
        if (done instanceof Asked.Ended<Boolean> ended && ended.conclusion() instanceof Conclusion.Refused no) {
            if (no.reason().code().equals(Reason.ACCESS_DENIED)) {
                return new Asked.Told<>(denied(calls.run(), item));
            }
            if (!registration.isBegun()) {
                return new Asked.Told<>(Followed.lacking(
                        item.before(FIELD),
                        new Reason(
                                no.reason().code(),
                                FIELD,
                                no.reason().message(),
                                "The shop has it, but not its translations: "
                                        + no.reason().sentence()),
                        leftOut));
            }
        }
        return done.map(found -> {
            if (!found) {
                return Followed.gone(item.before(FIELD), "It");
            }
            if (registration.isDenied()) {
                return denied(calls.run(), item);
            }
            List<LeftOut> all = new ArrayList<>(leftOut);
            if (!sourceless.isEmpty()) {
                all.add(new LeftOut(
                        Omission.TRANSLATION,
                        "The shop has no text of its own that these translate: %s.".formatted(named(sourceless))));
            }
            return registration.refused().isEmpty()
                    ? new Followed(item.now(FIELD), null, all, false)
                    : Followed.lacking(
                            held(item, work, registration.refused()),
                            refused(registration.refused(), registration.why()),
                            all);
        });
    }

    /** Empty if the item itself is not there. */
    private static Asked<Map<List<String>, Translatable>> read(ItemCalls calls, Following item, Work work) {
        Set<Text> all = new LinkedHashSet<>(work.register().keySet());
        all.addAll(work.remove());
        // That the item itself is there is known by its own text.
        all.stream().findFirst().ifPresent(one -> all.add(new Text(List.of("title"), one.locale())));
        return new ShopTexts(calls, item).of(all).map(texts -> texts.containsKey(List.<String>of()) ? texts : Map.of());
    }

    private static List<Registration.Wanted> wanted(
            Map<Text, String> register, Map<List<String>, Translatable> texts, Set<Text> sourceless) {
        List<Registration.Wanted> wanted = new ArrayList<>();
        register.forEach((text, value) -> {
            Translatable owner = texts.get(text.owner());
            String digest = owner == null ? null : owner.digests().get(text.key());
            if (owner == null || digest == null) {
                sourceless.add(text);
                return;
            }
            Translatable.Held held = owner.held(text.locale(), text.key());
            if (held == null || held.outdated() || !held.value().equals(value)) {
                wanted.add(new Registration.Wanted(text, owner.gid(), digest, value));
            }
        });
        return wanted;
    }

    private static Map<Text, String> held(Set<Text> remove, Map<List<String>, Translatable> texts) {
        Map<Text, String> held = new LinkedHashMap<>();
        remove.forEach(text -> {
            Translatable owner = texts.get(text.owner());
            if (owner != null && owner.held(text.locale(), text.key()) != null) {
                held.put(text, owner.gid());
            }
        });
        return held;
    }

    private static Reason refused(Set<Text> texts, @Nullable Reason why) {
        String sentence = "The shop has it, but not these translations: %s.".formatted(named(texts));
        return why == null
                ? new Reason(
                        "INVALID_TRANSLATABLE_CONTENT",
                        FIELD,
                        null,
                        sentence + " What they translate has been changed while they were sent. Replay the item.")
                : new Reason(why.code(), FIELD, why.message(), sentence + " " + why.sentence());
    }

    private static String named(Set<Text> texts) {
        String all = texts.stream()
                .limit(MAX_TOLD)
                .map(text -> text.locale() + " " + text.named())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        return texts.size() > MAX_TOLD ? all + " and " + (texts.size() - MAX_TOLD) + " more" : all;
    }

    /** The payload's texts as far as the shop has taken them. */
    private static ObjectNode held(Following item, Work work, Set<Text> refused) {
        ObjectNode held = (ObjectNode) item.now(FIELD).deepCopy();
        refused.forEach(text -> {
            if (held.path(work.codes().getOrDefault(text.locale(), "")) instanceof ObjectNode texts) {
                text.takeOut(texts);
            }
        });
        return held;
    }

    /**
     * What is to be done.
     *
     * @param register texts that are to be the shop's, and may be already
     * @param remove texts that were once sent and are none any more
     * @param codes the item's language by the shop's
     */
    private record Work(Map<Text, String> register, Set<Text> remove, Map<String, String> codes) {

        static Work of(Following item, Spoken spoken) {
            JsonNode now = item.now(FIELD);
            Map<String, String> codes = spoken.goTo(now.propertyNames());
            Map<Text, @Nullable String> wanted = texts(now, codes);
            Map<Text, @Nullable String> before =
                    texts(item.before(FIELD), spoken.goTo(item.before(FIELD).propertyNames()));
            Map<Text, String> register = new LinkedHashMap<>();
            wanted.forEach((text, value) -> {
                if (value != null
                        && (!item.isComparable()
                                || !value.equals(before.get(text))
                                || isChanged(item, text.source()))) {
                    register.put(text, value);
                }
            });
            Set<Text> remove = new LinkedHashSet<>();
            item.once(FIELD)
                    .forEach(once -> remove.addAll(
                            texts(once, spoken.goTo(once.propertyNames())).keySet()));
            remove.removeAll(wanted.keySet());
            remove.removeIf(text -> isKept(item, text.owner()));
            return new Work(register, remove, codes);
        }

        /** Does only a variant have it that has left the product and stays in the shop as it is? */
        private static boolean isKept(Following item, List<String> owner) {
            Set<String> kept = item.item().mapped().kept();
            if (kept.isEmpty() || owner.isEmpty() || !owner.get(0).equals(Text.OPTIONS)) {
                return false;
            }
            List<String> ids = item.item().mapped().payload().variantIds();
            for (int i = 0; i < ids.size(); i++) {
                for (JsonNode value : item.payload().path("variants").path(i).path("optionValues")) {
                    boolean named = value.path("optionName").asString("").equals(owner.get(1))
                            && (owner.size() == 2
                                    || value.path("name").asString("").equals(owner.get(3)));
                    if (named && !kept.contains(ids.get(i))) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static Map<Text, @Nullable String> texts(JsonNode byCode, Map<String, String> codes) {
            Map<Text, @Nullable String> all = new LinkedHashMap<>();
            codes.forEach((locale, code) -> all.putAll(Text.in(byCode.path(code), locale)));
            return all;
        }

        boolean isNothing() {
            return register.isEmpty() && remove.isEmpty();
        }
    }

    /** Has a text become another that has translations? Then they are outdated by now. */
    private static boolean isSourceChanged(Following item) {
        Set<String> sources = new HashSet<>();
        item.now(FIELD)
                .forEach(texts ->
                        texts.propertyNames().forEach(name -> sources.add(new Text(List.of(name), "").source())));
        return sources.stream().anyMatch(source -> isChanged(item, source));
    }

    private static boolean isChanged(Following item, String source) {
        Exported exported = item.item().item().exported();
        return exported == null
                || exported.payload() == null
                || !exported.payload().at(source).equals(item.payload().at(source));
    }

    @Override
    public FollowUpPlan plan(Stage.ToSend item) {
        Exported exported = item.item().exported();
        JsonNode before =
                exported == null || exported.payload() == null || !item.item().isComparable()
                        ? JsonNodeFactory.instance.objectNode()
                        : exported.payload().path(FIELD);
        Spoken spoken = languages.lastKnown(item.run().connector());
        ObjectNode sent = JsonNodeFactory.instance.objectNode();
        item.input().path(FIELD).forEachEntry((code, texts) -> {
            if (isTaken(spoken, code) && !texts.equals(before.path(code))) {
                sent.set(code, texts);
            }
        });
        before.forEachEntry((code, texts) -> {
            if (isTaken(spoken, code) && !item.input().path(FIELD).has(code)) {
                sent.putNull(code);
            }
        });
        return sent.isEmpty() ? FollowUpPlan.NOTHING : new FollowUpPlan(sent, calls(sent, spoken));
    }

    private static boolean isTaken(@Nullable Spoken spoken, String code) {
        if (spoken == null) {
            return true;
        }
        String locale = spoken.of(code);
        return locale != null && !locale.equals(spoken.primary());
    }

    private static List<Share> calls(ObjectNode sent, @Nullable Spoken spoken) {
        List<Share> calls = new ArrayList<>();
        if (spoken == null) {
            calls.add(Share.whole(ShopLanguages.READ, JsonNodeFactory.instance.objectNode()));
        }
        List<String> codes = List.copyOf(sent.propertyNames());
        Set<List<String>> owners = new LinkedHashSet<>();
        owners.add(List.of());
        codes.forEach(code -> Text.in(sent.path(code), code).keySet().forEach(text -> {
            if (!text.path().isEmpty()) {
                owners.add(text.owner());
            }
        }));
        if (owners.size() > 1) {
            ObjectNode variables = JsonNodeFactory.instance.objectNode().put("metafieldsFirst", owners.size());
            calls.add(Share.whole(ShopTexts.PARTS, variables));
        }
        List<String> ids = owners.stream().map(String::valueOf).toList();
        for (int i = 0; i < codes.size(); i += ShopTexts.LOCALES_AT_ONCE) {
            calls.add(Share.whole(
                    ShopTexts.READ,
                    ShopTexts.variables(ids, codes.subList(i, Math.min(codes.size(), i + ShopTexts.LOCALES_AT_ONCE)))));
        }
        owners.forEach(owner -> calls.add(Share.whole(Registration.REGISTER, JsonNodeFactory.instance.objectNode())));
        return calls;
    }
}
