package io.silkroute.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A generated catalogue that changes, and what a shop must hold of it. */
final class Catalogue {

    private static final List<String> STATUSES = List.of("visible", "visible", "draft", "invisible");
    private static final List<String> SIZES = List.of("S", "M", "L", "XL");
    private static final int CATEGORIES = 8;

    private final TreeMap<String, Entry> entries = new TreeMap<>();

    /** A product in its newest version. */
    record Entry(String id, int version, String status, int sizes) {

        String title() {
            return "Product " + id + " version " + version;
        }

        String shopStatus() {
            return switch (status) {
                case "draft" -> "DRAFT";
                case "invisible" -> "ARCHIVED";
                default -> "ACTIVE";
            };
        }

        Set<String> skus() {
            Set<String> skus = new TreeSet<>();
            SIZES.subList(0, sizes).forEach(size -> skus.add(id + "-" + size));
            return skus;
        }

        String tag() {
            return "version " + version;
        }

        String category() {
            return "category-" + Math.floorMod(id.hashCode(), CATEGORIES);
        }

        List<Pim> items() {
            List<Pim> items = new ArrayList<>();
            items.add(Pim.product(id)
                    .named(title())
                    .status(status)
                    .tags("always", tag())
                    .with("images", "[\"https://pictures.example/" + id + "-" + version + ".jpg\"]")
                    .with("axes", "[\"size\"]")
                    .with("categories", "[\"" + category() + "\"]"));
            SIZES.subList(0, sizes).forEach(size -> items.add(Pim.variant(id + "-" + size, id, size)));
            return items;
        }
    }

    List<Pim> categories() {
        List<Pim> categories = new ArrayList<>();
        categoryNames().forEach(id -> categories.add(Pim.category(id)));
        return categories;
    }

    private static Set<String> categoryNames() {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < CATEGORIES; i++) {
            names.add("category-" + i);
        }
        return names;
    }

    /** Some new products, with all categories. */
    List<Pim> change(int products, Random random) {
        List<Pim> items = categories();
        int size = entries.size();
        items.addAll(fill(products, size + products, random));
        return items;
    }

    /** That many products, new ones until there are {@code most}, then new versions of those there are. */
    List<Pim> fill(int products, int most, Random random) {
        List<Pim> items = new ArrayList<>();
        for (int i = 0; i < products; i++) {
            boolean isNew = entries.size() < most && (entries.isEmpty() || random.nextInt(4) > 0);
            int number = isNew ? entries.size() : random.nextInt(entries.size());
            String id = String.format(Locale.ROOT, "P%05d", number);
            Entry before = entries.get(id);
            int sizes = before == null ? 1 + random.nextInt(SIZES.size()) : Math.min(before.sizes() + 1, SIZES.size());
            Entry entry = new Entry(
                    id,
                    before == null ? 1 : before.version() + 1,
                    STATUSES.get(random.nextInt(STATUSES.size())),
                    sizes);
            entries.put(id, entry);
            items.addAll(entry.items());
        }
        return items;
    }

    Entry entry(String id) {
        return entries.get(id);
    }

    Set<String> productIds() {
        return new TreeSet<>(entries.keySet());
    }

    Set<String> categoryIds() {
        return categoryNames();
    }

    List<Pim> everything() {
        List<Pim> items = categories();
        entries.values().forEach(entry -> items.addAll(entry.items()));
        return items;
    }
}
