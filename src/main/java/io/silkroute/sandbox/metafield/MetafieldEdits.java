package io.silkroute.sandbox.metafield;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks metafields that were sent and makes the list the owner then has. */
public final class MetafieldEdits {
    static final String APP_NAMESPACE = "app--1--sandbox";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final Shop shop;
    private final Metafields metafields;

    public MetafieldEdits(Shop shop, Metafields metafields) {
        this.shop = shop;
        this.metafields = metafields;
    }

    /** A fault of one metafield; {@code field} is the member of the input it concerns. */
    public record Fault(String field, String message, Kind kind) {}

    public enum Kind {
        INVALID,
        NOT_UNIQUE
    }

    public static String namespace(Input input) {
        String namespace = input.text("namespace", APP_NAMESPACE);
        return namespace.equals("$app") ? APP_NAMESPACE : namespace.replace("$app:", APP_NAMESPACE + "--");
    }

    @Nullable
    public Fault fault(OwnerType ownerType, long owner, Input input) {
        String namespace = namespace(input);
        String key = input.text("key", "");
        String value = input.text("value");
        if (key.isEmpty()) {
            return new Fault("key", "Key can't be blank.", Kind.INVALID);
        }
        if (key.length() < 2 || key.length() > 64 || !NAME.matcher(key).matches()) {
            return new Fault(
                    "key", "Key must be between 2 and 64 letters, numbers, hyphens or underscores.", Kind.INVALID);
        }
        if (namespace.length() < 3
                || namespace.length() > 255
                || !NAME.matcher(namespace).matches()) {
            return new Fault(
                    "namespace",
                    "Namespace must be between 3 and 255 letters, numbers, hyphens or underscores.",
                    Kind.INVALID);
        }
        Definition definition = metafields.definition(ownerType, namespace, key);
        String type = input.text("type");
        if (definition != null && type != null && !definition.type().equals(type)) {
            return new Fault(
                    "type",
                    "Type must be consistent with the definition's type: " + definition.type() + ".",
                    Kind.INVALID);
        }
        if (type == null && definition == null) {
            return new Fault("type", "Type can't be blank.", Kind.INVALID);
        }
        String effective = definition != null ? definition.type() : Objects.requireNonNull(type);
        if (!MetafieldTypes.known(effective)) {
            return new Fault("type", "Type is not included in the list.", Kind.INVALID);
        }
        if (effective.equals("id") && definition == null) {
            return new Fault("type", "Type id requires a metafield definition.", Kind.INVALID);
        }
        String given = value == null ? "" : value;
        String problem =
                MetafieldTypes.problem(effective, given, shop.currency().getCurrencyCode());
        if (problem == null && MetafieldTypes.refers(effective)) {
            problem = dangling(effective, given);
        }
        if (problem != null) {
            return new Fault("value", problem, Kind.INVALID);
        }
        if (definition != null && definition.uniqueValues()) {
            Long holder = metafields.ownerOfUnique(ownerType, namespace, key, Objects.requireNonNull(value));
            if (holder != null && holder != owner) {
                return new Fault(
                        "value",
                        "Value is already assigned to another metafield. Choose a different value to ensure its uniqueness.",
                        Kind.NOT_UNIQUE);
            }
        }
        return null;
    }

    // Types of objects that nobody keeps here are not looked for.
    private @Nullable String dangling(String type, String value) {
        boolean list = type.startsWith("list.");
        String refers = list ? type.substring(5) : type;
        Map<String, String> of = Map.of(
                "product_reference",
                "Product",
                "variant_reference",
                "ProductVariant",
                "collection_reference",
                "Collection");
        String wanted = of.get(refers);
        if (wanted == null) {
            return null;
        }
        List<String> gids = new ArrayList<>();
        if (list) {
            Objects.requireNonNull(MetafieldTypes.json(value)).forEach(gid -> gids.add(gid.asString("")));
        } else {
            gids.add(value);
        }
        for (String gid : gids) {
            if (!Gid.type(gid).equals(wanted)) {
                return "Value must be a valid " + wanted + " reference.";
            }
            if (metafields.owner(gid) == null) {
                return "Value references non-existent resource " + gid + ".";
            }
        }
        return null;
    }

    /** The owner's metafields after {@code inputs}, each already checked: replaced or added. */
    public List<Metafield> merged(OwnerType ownerType, long owner, List<Metafield> before, List<Input> inputs) {
        List<Metafield> after = new ArrayList<>(before);
        for (Input input : inputs) {
            Metafield set = set(ownerType, owner, before, input);
            after.removeIf(metafield -> metafield.named(set.namespace(), set.key()));
            after.add(set);
        }
        return List.copyOf(after);
    }

    /** Only what is in {@code inputs}: productSet's way with lists. */
    public List<Metafield> replaced(OwnerType ownerType, long owner, List<Metafield> before, List<Input> inputs) {
        List<Metafield> after = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            Metafield set = set(ownerType, owner, before, input);
            after.removeIf(metafield -> metafield.named(set.namespace(), set.key()));
            after.add(set);
        }
        return List.copyOf(after);
    }

    private Metafield set(OwnerType ownerType, long owner, List<Metafield> before, Input input) {
        String namespace = namespace(input);
        String key = input.text("key", "");
        String value = input.text("value", "");
        Definition definition = metafields.definition(ownerType, namespace, key);
        String type = definition != null ? definition.type() : input.text("type", "");
        long now = shop.now();
        for (Metafield held : before) {
            if (held.named(namespace, key)) {
                boolean same = held.value().equals(value) && held.type().equals(type);
                return same
                        ? held
                        : new Metafield(
                                held.id(),
                                ownerType.name(),
                                owner,
                                namespace.intern(),
                                key.intern(),
                                type.intern(),
                                value,
                                held.createdAt(),
                                now);
            }
        }
        return new Metafield(
                shop.nextId(),
                ownerType.name(),
                owner,
                namespace.intern(),
                key.intern(),
                type.intern(),
                value,
                now,
                now);
    }
}
