package io.silkroute.sandbox.metafield;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.translation.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The definitions, the types of owners that features have registered, and who has which unique value. */
@InSandbox
@Component("sandboxMetafields")
public final class Metafields {
    private static final Set<String> TRANSLATABLE = Set.of(
            "single_line_text_field",
            "multi_line_text_field",
            "rich_text_field",
            "url",
            "json",
            "link",
            "list.single_line_text_field",
            "list.url",
            "list.link");

    private final Shop shop;
    private final Shelf<Definition> definitions;
    private final Shelf<ShopMetafields> ofShop;
    private final Map<String, Kept<?>> owners = new LinkedHashMap<>();
    private final Map<String, Long> unique = new ConcurrentHashMap<>();
    private final Map<Long, String> ownersOfTexts = new ConcurrentHashMap<>();

    Metafields(Shop shop) {
        this.shop = shop;
        this.definitions = shop.shelf("definition", Definition.class, Definition::id, new DefinitionIndex());
        this.ofShop = shop.shelf("shopMetafields", ShopMetafields.class, ShopMetafields::id, new ShopIndex());
        keep(ShopMetafields.TYPE, new Keeper<ShopMetafields>() {
            @Override
            public ShopMetafields find(long id) {
                return ofShop();
            }

            @Override
            public Stream<ShopMetafields> all() {
                return Stream.empty(); // no definition is unique among one
            }

            @Override
            public void put(ShopMetafields owner, List<Metafield> metafields) {
                ofShop.put(new ShopMetafields(metafields));
            }
        });
    }

    /** How a feature finds and changes its owners. */
    public interface Keeper<T extends Owner> {
        @Nullable
        T find(long id);

        /** Those whose values are looked through when a definition becomes unique. */
        Stream<T> all();

        /** Gives the owner these metafields and no other. */
        void put(T owner, List<Metafield> metafields);

        /** The object as fields read it. */
        default @Nullable Object source(T owner) {
            return owner;
        }
    }

    private record Kept<T extends Owner>(OwnerType type, Keeper<T> keeper) {
        @Nullable
        T find(String gid) {
            return keeper.find(Gid.number(gid, type.gidType()));
        }

        @Nullable
        Object source(String gid) {
            T owner = find(gid);
            return owner == null ? null : keeper.source(owner);
        }

        @SuppressWarnings("unchecked") // it has found this owner
        void put(Owner owner, List<Metafield> metafields) {
            keeper.put((T) owner, metafields);
        }
    }

    /** From now on there are metafields of this type of owner. */
    public <T extends Owner> void keep(OwnerType type, Keeper<T> keeper) {
        owners.put(type.gidType(), new Kept<>(type, keeper));
    }

    /** The type of this name in MetafieldOwnerType, null when no feature keeps it. */
    @Nullable
    OwnerType ownerType(String name) {
        for (Kept<?> kept : owners.values()) {
            if (kept.type().name().equals(name)) {
                return kept.type();
            }
        }
        return null;
    }

    private @Nullable Kept<?> ofGid(String gid) {
        return owners.get(Gid.type(gid));
    }

    public @Nullable Owner owner(String gid) {
        Kept<?> kept = ofGid(gid);
        return kept == null ? null : kept.find(gid);
    }

    /** The owner of this id as fields read it. */
    public @Nullable Object source(String gid) {
        Kept<?> kept = ofGid(gid);
        return kept == null ? null : kept.source(gid);
    }

    /** Whose metafield it is, as fields read it. */
    @Nullable
    Object ownerOf(Metafield metafield) {
        return owners.values().stream()
                .filter(kept -> kept.type().name().equals(metafield.ownerType()))
                .map(kept -> kept.source(Gid.of(kept.type().gidType(), metafield.owner())))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    void put(Owner owner, List<Metafield> metafields) {
        Objects.requireNonNull(owners.get(owner.ownerType().gidType())).put(owner, metafields);
    }

    /** What setting these costs: so much an owner, however many metafields of it are set. */
    double costOfSetting(List<Input> inputs) {
        return inputs.stream()
                .map(input -> input.text("ownerId", ""))
                .distinct()
                .mapToDouble(gid -> {
                    Kept<?> kept = ofGid(gid);
                    return kept == null ? 0 : kept.type().setCost();
                })
                .sum();
    }

    private ShopMetafields ofShop() {
        ShopMetafields held = ofShop.get(ShopMetafields.ID);
        return held == null ? new ShopMetafields(List.of()) : held;
    }

    NavigableMap<Long, Definition> definitions() {
        return definitions.all();
    }

    void put(Definition definition) {
        definitions.put(definition);
    }

    public @Nullable Definition definition(OwnerType ownerType, String namespace, String key) {
        return definition(ownerType.name(), namespace, key);
    }

    @Nullable
    Definition definition(String ownerType, String namespace, String key) {
        for (Definition definition : definitions.all().values()) {
            if (definition.key().equals(key)
                    && definition.namespace().equals(namespace)
                    && definition.ownerType().equals(ownerType)) {
                return definition;
            }
        }
        return null;
    }

    /** The id of the owner that has this unique value. */
    public @Nullable Long ownerOfUnique(OwnerType ownerType, String namespace, String key, String value) {
        return unique.get(uniqueKey(ownerType.name(), namespace, key, value));
    }

    /** The text of a metafield that may be translated; null if it is none. */
    @Nullable
    List<Content> contents(String gid) {
        long id = Gid.number(gid, "Metafield");
        Owner owner = owner(ownersOfTexts.getOrDefault(id, ""));
        return owner == null
                ? null
                : owner.metafields().stream()
                        .filter(metafield -> metafield.id() == id)
                        .findFirst()
                        .map(metafield -> List.of(new Content("value", contentType(metafield), metafield.value())))
                        .orElse(null);
    }

    private static String contentType(Metafield metafield) {
        String type = metafield.type().toUpperCase(Locale.ROOT);
        return type.startsWith("LIST.") ? "LIST_" + type.substring(5) : type;
    }

    /** The owner is there, or has changed: its unique values can be found. */
    public void add(Owner owner) {
        for (Metafield metafield : owner.metafields()) {
            shop.seen(metafield.id());
            if (TRANSLATABLE.contains(metafield.type())) {
                ownersOfTexts.put(metafield.id(), owner.gid());
            }
            if (isUnique(metafield)) {
                unique.put(keyOf(metafield), metafield.owner());
            }
        }
    }

    /** The owner is gone, or has become {@code now}: what it had only before is found no longer. */
    public void forget(Owner before, @Nullable Owner now) {
        for (Metafield metafield : before.metafields()) {
            Metafield after = now == null ? null : now.metafield(metafield.namespace(), metafield.key());
            if (after == null || after.id() != metafield.id()) {
                ownersOfTexts.remove(metafield.id());
            }
            if ((after == null || !after.value().equals(metafield.value())) && isUnique(metafield)) {
                unique.remove(keyOf(metafield), metafield.owner());
            }
        }
    }

    private boolean isUnique(Metafield metafield) {
        Definition definition = definition(metafield.ownerType(), metafield.namespace(), metafield.key());
        return definition != null && definition.uniqueValues();
    }

    private static String keyOf(Metafield metafield) {
        return uniqueKey(metafield.ownerType(), metafield.namespace(), metafield.key(), metafield.value());
    }

    private static String uniqueKey(String ownerType, String namespace, String key, String value) {
        return ownerType + "\n" + namespace + "\n" + key + "\n" + value;
    }

    private final class DefinitionIndex implements Shelf.Index<Definition> {
        @Override
        public void adding(@Nullable Definition before, Definition now) {
            shop.seen(now.id());
        }

        @Override
        public void changed(@Nullable Definition before, @Nullable Definition now) {
            if (now != null && now.uniqueValues()) {
                owners.values().stream().flatMap(kept -> kept.keeper().all()).forEach(Metafields.this::add);
            }
        }

        @Override
        public void cleared() {
            unique.clear();
            ownersOfTexts.clear();
        }
    }

    private final class ShopIndex implements Shelf.Index<ShopMetafields> {
        @Override
        public void adding(@Nullable ShopMetafields before, ShopMetafields now) {
            now.metafields().forEach(metafield -> shop.seen(metafield.id()));
        }
    }
}
