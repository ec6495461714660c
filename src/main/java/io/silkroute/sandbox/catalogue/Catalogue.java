package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.event.Events;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.inventory.Inventory;
import io.silkroute.sandbox.metafield.Definition;
import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.MetafieldEdits;
import io.silkroute.sandbox.metafield.Metafields;
import io.silkroute.sandbox.metafield.Owner;
import io.silkroute.sandbox.metafield.OwnerType;
import io.silkroute.sandbox.redirect.UrlRedirects;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shelves of products and collections, and what their objects are found by. */
@InSandbox
@Component("sandboxCatalogue")
final class Catalogue {
    final Handles productHandles = new Handles("product");
    final Handles collectionHandles = new Handles("collection");

    private final Shop shop;
    private final Metafields metafields;
    private final UrlRedirects redirects;
    private final Events events;
    private final Shelf<Collection> collections;
    private final Shelf<Product> products;
    private final Map<String, Long> fileNames = new ConcurrentHashMap<>();
    private final Map<Long, Long> productOfVariant = new ConcurrentHashMap<>();
    private final Map<Long, Long> productOfOption = new ConcurrentHashMap<>(); // and of its values
    private final Map<Long, ConcurrentSkipListSet<Long>> members = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> variantsBySku = new ConcurrentHashMap<>();

    Catalogue(Shop shop, Metafields metafields, Inventory inventory, UrlRedirects redirects, Events events) {
        this.shop = shop;
        this.metafields = metafields;
        this.redirects = redirects;
        this.events = events;
        this.collections = shop.shelf("collection", Collection.class, Collection::id, new CollectionIndex())
                .telling(Collection::notices);
        this.products = shop.shelf("product", Product.class, Product::id, new ProductIndex())
                .telling(Product::notices);
        metafields.keep(Product.TYPE, new ProductKeeper());
        metafields.keep(Variant.TYPE, new VariantKeeper());
        metafields.keep(Collection.TYPE, new CollectionKeeper());
        inventory.keep(new VariantStock(this));
    }

    /** Runs one write alone. */
    <T> T write(Supplier<T> change) {
        return shop.write(change);
    }

    long nextId() {
        return shop.nextId();
    }

    long now() {
        return shop.now();
    }

    boolean isLocation(long number) {
        return shop.isLocation(number);
    }

    Currency currency() {
        return shop.currency();
    }

    boolean hasGiftCards() {
        return shop.hasGiftCards();
    }

    String domain() {
        return shop.domain();
    }

    MetafieldEdits metafieldEdits() {
        return new MetafieldEdits(shop, metafields);
    }

    @Nullable
    Definition definition(OwnerType ownerType, String namespace, String key) {
        return metafields.definition(ownerType, namespace, key);
    }

    @Nullable
    Long ownerOfUnique(OwnerType ownerType, String namespace, String key, String value) {
        return metafields.ownerOfUnique(ownerType, namespace, key, value);
    }

    /** The product, variant or collection of this id as fields read it. */
    @Nullable
    Object source(String gid) {
        return metafields.source(gid);
    }

    /** The owner that an identifier names: by id, by handle or by a unique metafield. */
    @Nullable
    Owner identified(OwnerType type, Handles handles, Input identifier) {
        Long id;
        if (identifier.given("id")) {
            id = Gid.number(identifier.text("id"), type.gidType());
        } else if (identifier.given("handle")) {
            id = handles.owner(identifier.text("handle", ""));
        } else {
            Input customId = identifier.input("customId");
            String namespace = MetafieldEdits.namespace(customId);
            String key = customId.text("key", "");
            Definition definition = definition(type, namespace, key);
            if (definition == null || !definition.uniqueValues()) {
                throw new TopLevelError(
                        "NOT_FOUND", "Metafield definition of type 'id' is required when using custom ids.");
            }
            id = ownerOfUnique(type, namespace, key, customId.text("value", ""));
        }
        return id == null ? null : metafields.owner(Gid.of(type.gidType(), id));
    }

    /** The product or collection of this id, or another owner, or none. */
    @Nullable
    Owner owner(String gid) {
        return metafields.owner(gid);
    }

    NavigableMap<Long, Product> products() {
        return products.all();
    }

    NavigableMap<Long, Collection> collections() {
        return collections.all();
    }

    @Nullable
    Product product(long id) {
        return products.get(id);
    }

    @Nullable
    Collection collection(long id) {
        return collections.get(id);
    }

    @Nullable
    Product productOfVariant(long variant) {
        Long id = productOfVariant.get(variant);
        return id == null ? null : products.get(id);
    }

    /** The product whose option, or value of an option, this is. */
    @Nullable
    Product productOfOption(long option) {
        Long id = productOfOption.get(option);
        return id == null ? null : products.get(id);
    }

    List<Long> variantsBySku(String sku) {
        return variantsBySku.getOrDefault(sku, List.of());
    }

    java.util.Collection<Long> members(long collection) {
        return members.getOrDefault(collection, new ConcurrentSkipListSet<>());
    }

    /** Leads the address that an object had to the one it has now, if the input asks for it. */
    void redirect(String folder, String before, String now, Input input) {
        if (input.flag("redirectNewHandle", false) && !before.equals(now)) {
            redirects.lead(folder + before, folder + now);
        }
    }

    void put(Product product) {
        products.put(product);
    }

    void put(Collection collection) {
        collections.put(collection);
    }

    void deleteProduct(long id) {
        products.remove(id);
        events.destroyed("PRODUCT", Gid.of("Product", id));
    }

    void deleteCollection(long id) {
        collections.remove(id);
    }

    /** The name of a file: that of its source, with a UUID where an earlier one has it. */
    String fileName(Media media) {
        String source = Media.nameIn(media.url());
        String name = source.replaceAll("[^A-Za-z0-9._-]", "_");
        Long first = fileNames.get(source);
        if (first == null || first == media.id()) {
            return name;
        }
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        return name.substring(0, dot) + "_" + new UUID(0x4000L, media.id()) + name.substring(dot);
    }

    private final class ProductIndex implements Shelf.Index<Product> {
        @Override
        public void adding(@Nullable Product before, Product now) {
            productHandles.moved(before == null ? null : before.handle, now.handle, now.id);
            shop.seen(now.id);
            for (Variant variant : now.variants) {
                productOfVariant.put(variant.id, now.id);
                add(variant);
                metafields.add(variant);
                shop.seen(variant.id);
            }
            metafields.add(now);
            for (Long collection : now.collections) {
                members.computeIfAbsent(collection, c -> new ConcurrentSkipListSet<>())
                        .add(now.id);
            }
            for (Media media : now.media) {
                shop.seen(media.id());
                fileNames.putIfAbsent(Media.nameIn(media.url()), media.id());
            }
            for (Option option : now.options) {
                shop.seen(option.id());
                option.values().forEach(value -> shop.seen(value.id()));
            }
            options(now).forEach(option -> productOfOption.put(option, now.id));
        }

        private static Stream<Long> options(Product product) {
            return product.hasOnlyDefaultVariant()
                    ? Stream.empty()
                    : product.options.stream()
                            .flatMap(option -> Stream.concat(
                                    Stream.of(option.id()),
                                    option.values().stream().map(Option.Value::id)));
        }

        private void add(Variant variant) {
            if (variant.sku != null && !variant.sku.isEmpty()) {
                variantsBySku.merge(
                        variant.sku,
                        List.of(variant.id),
                        (held, added) -> held.contains(variant.id)
                                ? held
                                : Stream.concat(held.stream(), added.stream()).toList());
            }
        }

        @Override
        public void changed(@Nullable Product before, @Nullable Product now) {
            if (before == null) {
                return;
            }
            if (now == null) {
                productHandles.moved(before.handle, null, before.id);
            }
            Map<Long, Variant> kept = new HashMap<>();
            if (now != null) {
                now.variants.forEach(variant -> kept.put(variant.id, variant));
            }
            Set<Long> options = now == null ? Set.of() : options(now).collect(Collectors.toSet());
            options(before).filter(option -> !options.contains(option)).forEach(productOfOption::remove);
            before.variants.forEach(variant -> forget(variant, kept.get(variant.id)));
            metafields.forget(before, now);
            for (Long collection : before.collections) {
                ConcurrentSkipListSet<Long> held = members.get(collection);
                if (held != null && (now == null || !now.collections.contains(collection))) {
                    held.remove(before.id);
                }
            }
        }

        private void forget(Variant variant, @Nullable Variant after) {
            if (after == null) {
                productOfVariant.remove(variant.id);
            }
            metafields.forget(variant, after);
            if (variant.sku != null && (after == null || !variant.sku.equals(after.sku))) {
                variantsBySku.computeIfPresent(variant.sku, (sku, held) -> {
                    List<Long> left =
                            held.stream().filter(id -> id != variant.id).toList();
                    return left.isEmpty() ? null : left;
                });
            }
        }

        @Override
        public void cleared() {
            productOfVariant.clear();
            productOfOption.clear();
            members.clear();
            variantsBySku.clear();
            productHandles.clear();
        }
    }

    private final class CollectionIndex implements Shelf.Index<Collection> {
        @Override
        public void adding(@Nullable Collection before, Collection now) {
            collectionHandles.moved(before == null ? null : before.handle, now.handle, now.id);
            shop.seen(now.id);
            metafields.add(now);
        }

        @Override
        public void changed(@Nullable Collection before, @Nullable Collection now) {
            if (before == null) {
                return;
            }
            metafields.forget(before, now);
            if (now == null) {
                collectionHandles.moved(before.handle, null, before.id);
                leave(before);
            }
        }

        private void leave(Collection gone) {
            for (Long member : members(gone.id)) {
                Product product = products.get(member);
                if (product != null) {
                    Product without = product.copy();
                    without.collections = product.collections.stream()
                            .filter(c -> c != gone.id)
                            .toList();
                    products.follow(without);
                }
            }
            members.remove(gone.id);
        }

        @Override
        public void cleared() {
            collectionHandles.clear();
        }
    }

    private final class ProductKeeper implements Metafields.Keeper<Product> {
        @Override
        public @Nullable Product find(long id) {
            return product(id);
        }

        @Override
        public Stream<Product> all() {
            return products().values().stream();
        }

        @Override
        public void put(Product before, List<Metafield> set) {
            Product product = before.copy();
            product.metafields = set;
            product.updatedAt = now();
            products.put(product);
        }
    }

    private final class VariantKeeper implements Metafields.Keeper<Variant> {
        @Override
        public @Nullable Variant find(long id) {
            Product product = productOfVariant(id);
            return product == null ? null : product.variant(id);
        }

        @Override
        public Stream<Variant> all() {
            return products().values().stream().flatMap(product -> product.variants.stream());
        }

        @Override
        public void put(Variant before, List<Metafield> set) {
            Product holder = java.util.Objects.requireNonNull(productOfVariant(before.id));
            Product product = holder.copy();
            product.variants = holder.variants.stream()
                    .map(variant -> {
                        if (variant.id != before.id) {
                            return variant;
                        }
                        Variant changed = variant.copy();
                        changed.metafields = set;
                        return changed;
                    })
                    .toList();
            products.put(product);
        }

        @Override
        public @Nullable Object source(Variant variant) {
            Product product = productOfVariant(variant.id);
            return product == null ? null : new VariantOf(product, variant);
        }
    }

    private final class CollectionKeeper implements Metafields.Keeper<Collection> {
        @Override
        public @Nullable Collection find(long id) {
            return collection(id);
        }

        @Override
        public Stream<Collection> all() {
            return collections().values().stream();
        }

        @Override
        public void put(Collection before, List<Metafield> set) {
            Collection collection = before.copy();
            collection.metafields = set;
            collections.put(collection);
        }
    }
}
