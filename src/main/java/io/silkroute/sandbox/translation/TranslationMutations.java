package io.silkroute.sandbox.translation;

import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.translation.Translations.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What registers and removes translations; with one error nothing of a call is done. */
final class TranslationMutations {
    private static final int MOST = 100; // https://shopify.dev/docs/apps/build/markets/manage-translated-content
    private static final int LONGEST_TITLE = 255;

    private final Shop shop;
    private final Translatables translatables;
    private final Translations translations;

    TranslationMutations(Shop shop, Translatables translatables, Translations translations) {
        this.shop = shop;
        this.translatables = translatables;
        this.translations = translations;
    }

    Map<String, Object> register(Input args) {
        List<Input> inputs = args.inputs("translations");
        return shop.write(() -> {
            Translatables.Resource resource = translatables.find(args.text("resourceId", ""));
            if (resource == null) {
                return notFound(args);
            }
            if (inputs.size() > MOST) {
                return Payload.errors(UserError.at(
                        "TOO_MANY_KEYS_FOR_RESOURCE",
                        "Too many translation keys for the resource: maximum " + MOST + " per mutation",
                        "translations"));
            }
            List<UserError> errors = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                UserError error = fault(resource, inputs.get(i), String.valueOf(i));
                if (error != null) {
                    errors.add(error);
                }
            }
            if (!errors.isEmpty()) {
                return Payload.errors(errors.toArray(UserError[]::new));
            }
            List<Translation> registered = new ArrayList<>();
            for (Input input : inputs) {
                registered.add(translations.register(
                        resource.gid(),
                        input.text("locale", ""),
                        Objects.requireNonNull(resource.content(input.text("key", ""))),
                        input.text("translatableContentDigest", ""),
                        input.text("value", "")));
            }
            return Payload.of("translations", registered, List.of());
        });
    }

    private static Map<String, Object> notFound(Input args) {
        return Payload.errors(UserError.at(
                "RESOURCE_NOT_FOUND", "Resource " + args.text("resourceId") + " does not exist", "resourceId"));
    }

    private @Nullable UserError fault(Translatables.Resource resource, Input input, String at) {
        String locale = input.text("locale", "");
        if (locale.equals(Translations.PRIMARY)) {
            return UserError.at(
                    "INVALID_LOCALE_FOR_SHOP",
                    "Locale cannot be the same as the shop's primary locale",
                    "translations",
                    at,
                    "locale");
        }
        if (!translations.others().containsKey(locale)) {
            return UserError.at(
                    "INVALID_LOCALE_FOR_SHOP",
                    "Locale is not a valid locale for the shop",
                    "translations",
                    at,
                    "locale");
        }
        Content content = resource.content(input.text("key", ""));
        if (content == null) {
            return UserError.at(
                    "INVALID_KEY_FOR_MODEL",
                    "Key " + input.text("key") + " is not a valid translatable field",
                    "translations",
                    at,
                    "key");
        }
        String value = input.text("value", "");
        if (value.isBlank()) {
            return UserError.at("BLANK", "Value can't be blank", "translations", at, "value");
        }
        if (!input.text("translatableContentDigest", "").equals(content.digest())) {
            return UserError.at(
                    "INVALID_TRANSLATABLE_CONTENT",
                    "Translatable content hash is invalid",
                    "translations",
                    at,
                    "translatableContentDigest");
        }
        if (value.length() > LONGEST_TITLE && List.of("title", "name", "handle").contains(content.key())) {
            return UserError.at(
                    "FAILS_RESOURCE_VALIDATION",
                    "Value fails validation on resource: [\"" + content.key()
                            + " is too long (maximum is 255 characters)\"]",
                    "translations",
                    at,
                    "value");
        }
        return null;
    }

    Map<String, Object> remove(Input args) {
        return shop.write(() -> {
            Translatables.Resource resource = translatables.find(args.text("resourceId", ""));
            if (resource == null) {
                return notFound(args);
            }
            List<String> locales = args.texts("locales");
            for (String locale : locales) {
                if (!translations.others().containsKey(locale)) {
                    return Payload.errors(UserError.at(
                            "INVALID_LOCALE_FOR_SHOP", "Locale is not a valid locale for the shop", "locales"));
                }
            }
            List<Translation> removed = new ArrayList<>();
            for (String locale : locales) {
                for (String key : args.texts("translationKeys")) {
                    Translation held = translations.find(resource.gid(), locale, key);
                    if (held != null) {
                        translations.remove(held);
                        removed.add(held);
                    }
                }
            }
            return Payload.of("translations", removed, List.of());
        });
    }
}
