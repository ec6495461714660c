package io.silkroute.sandbox;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the shop holds. Readers see whole published objects; one writer at a time replaces them.
 * A write is in the journal before its answer leaves.
 */
final class Shop {
    static final long ONLINE_STORE = 1001;
    static final long POINT_OF_SALE = 1002;
    static final long LOCATION = 2001;
    static final Map<Long, String> PUBLICATIONS = Map.of(ONLINE_STORE, "Online Store", POINT_OF_SALE, "Point of Sale");

    final String domain;
    final Clock clock;
    final Handles productHandles = new Handles();
    final Handles collectionHandles = new Handles();

    private final Map<String, Long> fileNames = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<Long, Product> products = new ConcurrentSkipListMap<>();
    private final NavigableMap<Long, Collection> collections = new ConcurrentSkipListMap<>();
    private final NavigableMap<Long, Definition> definitions = new ConcurrentSkipListMap<>();
    private final Map<Long, Long> productOfVariant = new ConcurrentHashMap<>();
    private final Map<Long, ConcurrentSkipListSet<Long>> members = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> variantsBySku = new ConcurrentHashMap<>();
    private final Map<String, Long> unique = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private volatile List<Metafield> shopMetafields = List.of();
    private final Journal journal;

    Shop(String domain, Clock clock, Journal journal) {
        this.domain = domain;
        this.clock = clock;
        this.journal = journal;
        ids.set(8_000_000_000_000L);
        journal.replay(this);
    }

    /** Runs one write alone. */
    <T> T write(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    long now() {
        return clock.millis();
    }

    NavigableMap<Long, Product> products() {
        return products;
    }

    NavigableMap<Long, Collection> collections() {
        return collections;
    }

    NavigableMap<Long, Definition> definitions() {
        return definitions;
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

    List<Long> variantsBySku(String sku) {
        return variantsBySku.getOrDefault(sku, List.of());
    }

    java.util.Collection<Long> members(long collection) {
        return members.getOrDefault(collection, new ConcurrentSkipListSet<>());
    }

    @Nullable
    Definition definition(Owner.Type ownerType, String namespace, String key) {
        for (Definition definition : definitions.values()) {
            if (definition.ownerType() == ownerType
                    && definition.key().equals(key)
                    && definition.namespace().equals(namespace)) {
                return definition;
            }
        }
        return null;
    }

    @Nullable
    Long ownerOfUnique(Owner.Type ownerType, String namespace, String key, String value) {
        return unique.get(uniqueKey(ownerType, namespace, key, value));
    }

    @Nullable
    Owner owner(String gid) {
        Owner.Type type = Owner.Type.ofGid(gid);
        if (type == null) {
            return null;
        }
        long id = Gid.number(gid, type.gidType);
        return switch (type) {
            case PRODUCT -> product(id);
            case COLLECTION -> collection(id);
            case PRODUCTVARIANT -> {
                Product product = productOfVariant(id);
                yield product == null ? null : product.variant(id);
            }
            case SHOP -> shopOwner();
        };
    }

    Owner shopOwner() {
        List<Metafield> metafields = shopMetafields;
        return new Owner() {
            @Override
            public long id() {
                return 1;
            }

            @Override
            public Type ownerType() {
                return Type.SHOP;
            }

            @Override
            public List<Metafield> metafields() {
                return metafields;
            }
        };
    }

    void put(Product product) {
        journal.product(product);
        apply(product);
    }

    void put(Collection collection) {
        journal.collection(collection);
        apply(collection);
    }

    void put(Definition definition) {
        journal.definition(definition);
        apply(definition);
    }

    void putShopMetafields(List<Metafield> metafields) {
        journal.shopMetafields(metafields);
        shopMetafields = metafields;
    }

    void deleteProduct(long id) {
        journal.deletedProduct(id);
        removeProduct(id);
    }

    void deleteCollection(long id) {
        journal.deletedCollection(id);
        removeCollection(id);
    }

    void apply(Product product) {
        Product before = products.get(product.id);
        productHandles.moved(before == null ? null : before.handle, product.handle, product.id);
        seen(product.id);
        for (Variant variant : product.variants) {
            productOfVariant.put(variant.id, product.id);
            index(variant);
            indexUnique(variant);
            seen(variant.id);
        }
        indexUnique(product);
        for (Long collection : product.collections) {
            members.computeIfAbsent(collection, c -> new ConcurrentSkipListSet<>())
                    .add(product.id);
        }
        for (Media media : product.media) {
            seen(media.id());
            fileNames.putIfAbsent(Media.nameIn(media.url()), media.id());
        }
        for (Option option : product.options) {
            seen(option.id());
            option.values().forEach(value -> seen(value.id()));
        }
        products.put(product.id, product);
        if (before != null) {
            forget(before, product);
        }
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

    void apply(Collection collection) {
        Collection before = collections.get(collection.id);
        collectionHandles.moved(before == null ? null : before.handle, collection.handle, collection.id);
        if (before != null) {
            forgetUnique(before, collection);
        }
        seen(collection.id);
        indexUnique(collection);
        collections.put(collection.id, collection);
    }

    void apply(Definition definition) {
        seen(definition.id());
        definitions.put(definition.id(), definition);
        if (definition.uniqueValues()) {
            products.values().forEach(this::indexUnique);
            collections.values().forEach(this::indexUnique);
        }
    }

    void applyShopMetafields(List<Metafield> metafields) {
        metafields.forEach(metafield -> seen(metafield.id()));
        shopMetafields = metafields;
    }

    void removeProduct(long id) {
        Product before = products.remove(id);
        if (before != null) {
            productHandles.moved(before.handle, null, id);
            forget(before, null);
        }
    }

    void removeCollection(long id) {
        Collection before = collections.remove(id);
        if (before != null) {
            collectionHandles.moved(before.handle, null, id);
            forgetUnique(before, null);
        }
        for (Long member : members.getOrDefault(id, new ConcurrentSkipListSet<>())) {
            Product product = products.get(member);
            if (product != null) {
                Product without = product.copy();
                without.collections =
                        product.collections.stream().filter(c -> c != id).toList();
                products.put(member, without);
            }
        }
        members.remove(id);
    }

    /** Empties the shop, as a new one. */
    void clear() {
        write(() -> {
            products.clear();
            collections.clear();
            definitions.clear();
            productOfVariant.clear();
            members.clear();
            variantsBySku.clear();
            unique.clear();
            productHandles.clear();
            collectionHandles.clear();
            shopMetafields = List.of();
            journal.cleared();
            return true;
        });
    }

    /** Takes out of the indexes what the product had and has no longer. */
    private void forget(Product before, @Nullable Product now) {
        Map<Long, Variant> kept = new HashMap<>();
        if (now != null) {
            now.variants.forEach(variant -> kept.put(variant.id, variant));
        }
        for (Variant variant : before.variants) {
            Variant after = kept.get(variant.id);
            if (after == null) {
                productOfVariant.remove(variant.id);
            }
            forgetUnique(variant, after);
            if (variant.sku != null && (after == null || !variant.sku.equals(after.sku))) {
                variantsBySku.computeIfPresent(variant.sku, (sku, held) -> {
                    List<Long> left =
                            held.stream().filter(id -> id != variant.id).toList();
                    return left.isEmpty() ? null : left;
                });
            }
        }
        forgetUnique(before, now);
        for (Long collection : before.collections) {
            ConcurrentSkipListSet<Long> held = members.get(collection);
            if (held != null && (now == null || !now.collections.contains(collection))) {
                held.remove(before.id);
            }
        }
    }

    private void index(Variant variant) {
        if (variant.sku != null && !variant.sku.isEmpty()) {
            variantsBySku.merge(
                    variant.sku,
                    List.of(variant.id),
                    (held, added) -> held.contains(variant.id)
                            ? held
                            : Stream.concat(held.stream(), added.stream()).toList());
        }
    }

    private void indexUnique(Owner owner) {
        for (Metafield metafield : owner.metafields()) {
            seen(metafield.id());
            if (isUnique(metafield)) {
                unique.put(keyOf(metafield), metafield.owner());
            }
        }
    }

    private void forgetUnique(Owner owner, @Nullable Owner now) {
        for (Metafield metafield : owner.metafields()) {
            Metafield after = now == null ? null : now.metafield(metafield.namespace(), metafield.key());
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

    private static String uniqueKey(Owner.Type ownerType, String namespace, String key, String value) {
        return ownerType.ordinal() + "\n" + namespace + "\n" + key + "\n" + value;
    }

    private void seen(long id) {
        if (ids.get() < id) {
            ids.set(id);
        }
    }
}
