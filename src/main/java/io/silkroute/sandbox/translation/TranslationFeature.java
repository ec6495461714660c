package io.silkroute.sandbox.translation;

import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.translation.Translatables.Resource;
import io.silkroute.sandbox.translation.Translations.Translation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Languages and translations in the API. */
@InSandbox
@Component("sandboxTranslationFeature")
final class TranslationFeature implements SandboxFeature {
    private static final String READ = "read_translations";
    private static final String WRITE = "write_translations";
    private static final String LOCALES = "read_locales";

    private final Translatables translatables;
    private final Translations translations;
    private final TranslationMutations mutations;

    TranslationFeature(Shop shop, Translatables translatables, Translations translations) {
        this.translatables = translatables;
        this.translations = translations;
        this.mutations = new TranslationMutations(shop, translatables, translations);
    }

    @Override
    public List<String> scopes() {
        return List.of(READ, WRITE, LOCALES);
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.schema("/shopify/admin-subset-translations.graphqls");
        wiring.object("TranslatableResource", Resource.class)
                .get("resourceId", Resource::gid)
                .get("translatableContent", Resource::contents)
                .read("translations", (resource, args) -> translations(resource, args));
        wiring.object("TranslatableContent", Content.class)
                .get("key", Content::key)
                .get("value", Content::value)
                .get("digest", Content::digest)
                .get("type", Content::type)
                .get("locale", content -> Translations.PRIMARY);
        wiring.object("Translation", Translation.class)
                .get("key", Translation::key)
                .get("value", Translation::value)
                .get("locale", Translation::locale)
                .get("outdated", this::isOutdated)
                .get("updatedAt", one -> Times.of(one.updatedAt()));
        wiring.query("shopLocales", LOCALES, (args, call) -> locales(args.flag("published", false)));
        wiring.query("translatableResource", READ, (args, call) -> translatables.find(args.text("resourceId", "")));
        wiring.query("translatableResourcesByIds", READ, (args, call) -> byIds(args));
        wiring.mutation("translationsRegister", WRITE, (args, call) -> mutations.register(args));
        wiring.mutation("translationsRemove", WRITE, (args, call) -> mutations.remove(args));
    }

    private List<Map<String, Object>> locales(boolean published) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(locale(Translations.PRIMARY, true, true));
        translations.others().forEach((code, shown) -> {
            if (shown || !published) {
                all.add(locale(code, false, shown));
            }
        });
        return all;
    }

    private static Map<String, Object> locale(String code, boolean primary, boolean published) {
        return Map.of(
                "locale",
                code,
                "name",
                Locale.forLanguageTag(code).getDisplayName(Locale.ENGLISH),
                "primary",
                primary,
                "published",
                published);
    }

    private Page byIds(Input args) {
        List<Resource> found = args.texts("resourceIds").stream()
                .distinct()
                .map(translatables::find)
                .flatMap(Stream::ofNullable)
                .toList();
        return Page.of(found, resource -> number(resource.gid()), args);
    }

    private static long number(String gid) {
        return Long.parseLong(gid.substring(gid.lastIndexOf('/') + 1));
    }

    private List<Translation> translations(Resource resource, Input args) {
        return translations.of(resource.gid(), args.text("locale", "")).stream()
                .filter(one -> !args.given("outdated") || isOutdated(one) == args.flag("outdated", false))
                .toList();
    }

    private boolean isOutdated(Translation one) {
        Resource resource = translatables.find(one.resource());
        Content content = resource == null ? null : resource.content(one.key());
        return content == null || !one.digest().equals(content.digest());
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("translations", translations.all().size());
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of("translations", () -> translations.all().values().stream().map(this::line));
    }

    private Map<String, @Nullable Object> line(Translation one) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("resourceId", one.resource());
        line.put("key", one.key());
        line.put("locale", one.locale());
        line.put("value", one.value());
        line.put("outdated", isOutdated(one));
        Resource resource = translatables.find(one.resource());
        Content content = resource == null ? null : resource.content(one.key());
        line.put("of", content == null ? null : content.value());
        return line;
    }

    /** {@code locales}: the codes of its further languages; one that buyers do not see yet is {@code {locale, published}}. */
    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return Map.of("locales", wanted -> {
            Map<String, Boolean> others = new LinkedHashMap<>();
            wanted.forEach(one -> others.put(
                    one.isString() ? one.asString("") : one.path("locale").asString(""),
                    one.path("published").asBoolean(true)));
            if (others.keySet().stream().anyMatch(code -> !code.matches("[a-z]{2,3}(-[A-Za-z0-9]+)*"))
                    || others.containsKey(Translations.PRIMARY)) {
                throw new IllegalArgumentException(
                        "locales are codes such as de or pt-BR, and not the primary one: " + wanted);
            }
            translations.speak(Objects.requireNonNull(others));
        });
    }

    @Override
    public void reset(boolean contents) {
        translations.speak(Map.of());
    }
}
