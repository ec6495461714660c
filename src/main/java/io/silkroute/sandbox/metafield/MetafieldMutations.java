package io.silkroute.sandbox.metafield;

import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Shop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Metafields and their definitions, set apart from the objects they belong to. */
final class MetafieldMutations {
    private static final Set<String> CAN_BE_UNIQUE =
            Set.of("id", "number_integer", "single_line_text_field", "url", "date", "date_time");

    private static final int MOST_DEFINITIONS = 256;
    private static final int MOST_PINNED = 20;
    private static final Map<String, Set<String>> NEEDED_VALIDATIONS = Map.of(
            "rating", Set.of("scale_min", "scale_max"),
            "metaobject_reference", Set.of("metaobject_definition_id"),
            "mixed_reference", Set.of("metaobject_definition_ids"));

    private final Shop shop;
    private final Metafields metafields;
    private final MetafieldEdits edits;

    MetafieldMutations(Shop shop, Metafields metafields) {
        this.shop = shop;
        this.metafields = metafields;
        this.edits = new MetafieldEdits(shop, metafields);
    }

    Map<String, Object> define(Input input) {
        return shop.write(() -> {
            List<UserError> errors = new ArrayList<>();
            String type = input.text("type", "");
            String key = input.text("key", "");
            String namespace = MetafieldEdits.namespace(input);
            OwnerType ownerType = metafields.ownerType(input.text("ownerType", ""));
            if (ownerType == null) {
                throw new TopLevelError(
                        "BAD_REQUEST", "The sandbox shop keeps no metafields of " + input.text("ownerType"));
            }
            if (!MetafieldTypes.known(type)) {
                errors.add(UserError.at("INCLUSION", "Type is not included in the list", "definition", "type"));
            }
            if (key.length() < 2) {
                errors.add(
                        UserError.at("TOO_SHORT", "Key is too short (minimum is 2 characters)", "definition", "key"));
            } else if (key.length() > 64) {
                errors.add(UserError.at("TOO_LONG", "Key is too long (maximum is 64 characters)", "definition", "key"));
            } else if (!key.matches("[A-Za-z0-9_-]+")) {
                errors.add(UserError.at(
                        "INVALID_CHARACTER", "Key contains one or more invalid characters.", "definition", "key"));
            }
            if (namespace.length() < 3) {
                errors.add(UserError.at(
                        "TOO_SHORT", "Namespace is too short (minimum is 3 characters)", "definition", "namespace"));
            }
            if (input.text("name", "").isBlank()) {
                errors.add(UserError.at("BLANK", "Name can't be blank", "definition", "name"));
            }
            boolean unique = type.equals("id")
                    || input.input("capabilities").input("uniqueValues").flag("enabled", false);
            if (unique && !CAN_BE_UNIQUE.contains(type)) {
                errors.add(UserError.at(
                        "INVALID_CAPABILITY",
                        "The capability unique_values is not valid for this definition.",
                        "definition",
                        "capabilities"));
            }
            errors.addAll(beyondDefinitions(ownerType, type, input));
            if (metafields.definition(ownerType, namespace, key) != null) {
                errors.add(UserError.at(
                        "TAKEN",
                        "Key is in use for " + ownerType.label() + " metafields on the '" + namespace + "' namespace.",
                        "definition",
                        "key"));
            }
            if (!errors.isEmpty()) {
                return Payload.errors(errors.toArray(UserError[]::new));
            }
            Definition definition = new Definition(
                    shop.nextId(),
                    ownerType.name(),
                    namespace,
                    key,
                    input.text("name", ""),
                    input.text("description"),
                    type,
                    unique,
                    input.input("capabilities").input("adminFilterable").flag("enabled", false),
                    input.flag("pin", false),
                    input.inputs("validations").stream()
                            .map(validation ->
                                    Map.of("name", validation.text("name", ""), "value", validation.text("value", "")))
                            .toList());
            metafields.put(definition);
            return Payload.of("createdDefinition", definition, List.of());
        });
    }

    /** 256 of an app, of which 20 are pinned. https://shopify.dev/docs/apps/build/metafields/metafield-limits */
    private List<UserError> beyondDefinitions(OwnerType ownerType, String type, Input input) {
        List<UserError> errors = new ArrayList<>();
        List<Definition> all = metafields.definitions().values().stream()
                .filter(definition -> definition.ownerType().equals(ownerType.name()))
                .toList();
        if (all.size() >= MOST_DEFINITIONS) {
            errors.add(UserError.at(
                    "RESOURCE_TYPE_LIMIT_EXCEEDED", "You have reached the maximum of definitions.", "definition"));
        }
        if (input.flag("pin", false) && all.stream().filter(Definition::pinned).count() >= MOST_PINNED) {
            errors.add(UserError.at(
                    "PINNED_LIMIT_REACHED", "You have reached the maximum of pinned definitions.", "definition"));
        }
        Set<String> validations = input.inputs("validations").stream()
                .map(validation -> validation.text("name", ""))
                .collect(Collectors.toSet());
        String single = type.startsWith("list.") ? type.substring(5) : type;
        NEEDED_VALIDATIONS.getOrDefault(single, Set.of()).stream()
                .filter(name -> !validations.contains(name))
                .forEach(name -> errors.add(UserError.at(
                        "INVALID_OPTION",
                        "Validations require that you define " + name + ".",
                        "definition",
                        "validations")));
        return errors;
    }

    /** All or nothing, 25 at most. */
    Map<String, Object> set(List<Input> inputs) {
        return shop.write(() -> {
            if (inputs.size() > 25) {
                return Payload.errors(new UserError(
                        List.of("metafields"),
                        "Exceeded the maximum metafields input limit of 25.",
                        "LESS_THAN_OR_EQUAL_TO"));
            }
            List<UserError> errors = new ArrayList<>();
            Map<String, List<Input>> byOwner = new LinkedHashMap<>();
            for (int i = 0; i < inputs.size(); i++) {
                Input input = inputs.get(i);
                String at = String.valueOf(i);
                Owner owner = metafields.owner(input.text("ownerId", ""));
                if (owner == null) {
                    errors.add(UserError.at("INVALID", "Owner does not exist.", "metafields", at, "ownerId"));
                    continue;
                }
                MetafieldEdits.Fault fault = edits.fault(owner.ownerType(), owner.id(), input);
                if (fault != null) {
                    errors.add(UserError.at(
                            fault.kind() == MetafieldEdits.Kind.NOT_UNIQUE ? "CAPABILITY_VIOLATION" : "INVALID_VALUE",
                            fault.message(),
                            "metafields",
                            at,
                            fault.field()));
                }
                byOwner.computeIfAbsent(owner.gid(), gid -> new ArrayList<>()).add(input);
            }
            if (!errors.isEmpty()) {
                return Payload.errors(errors.toArray(UserError[]::new));
            }
            List<Metafield> set = new ArrayList<>();
            byOwner.forEach((gid, given) -> {
                Owner owner = Objects.requireNonNull(metafields.owner(gid));
                List<Metafield> after = edits.merged(owner.ownerType(), owner.id(), owner.metafields(), given);
                metafields.put(owner, after);
                for (Input input : given) {
                    after.stream()
                            .filter(m -> m.named(MetafieldEdits.namespace(input), input.text("key", "")))
                            .forEach(set::add);
                }
            });
            return Payload.of("metafields", set, List.of());
        });
    }

    Map<String, Object> delete(List<Input> inputs) {
        return shop.write(() -> {
            List<@Nullable Object> answered = new ArrayList<>();
            for (Input input : inputs) {
                Owner owner = metafields.owner(input.text("ownerId", ""));
                String namespace = MetafieldEdits.namespace(input);
                String key = input.text("key", "");
                if (owner == null || owner.metafield(namespace, key) == null) {
                    answered.add(null);
                } else {
                    metafields.put(
                            owner,
                            owner.metafields().stream()
                                    .filter(m -> !m.named(namespace, key))
                                    .toList());
                    answered.add(Map.of("ownerId", owner.gid(), "namespace", namespace, "key", key));
                }
            }
            return Payload.of("deletedMetafields", answered, List.of());
        });
    }
}
