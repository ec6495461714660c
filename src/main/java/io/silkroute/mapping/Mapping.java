package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.mapping.value.Assignment;
import io.silkroute.mapping.value.MetafieldRule;
import io.silkroute.mapping.value.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A compiled mapping file: applied to an item it gives the input of a Shopify mutation. Safe to share by threads. */
public final class Mapping {

    private static final Set<String> LISTS = Set.of("tags", "metafields", "files", "collections");
    private static final int MAX_TAGS = 250;

    private final String target;
    private final Map<String, String> beside;
    private final List<Assignment> fields;
    private final @Nullable VariantsRule variants;
    private final @Nullable ImagesRule images;
    private final List<MetafieldRule> metafields;
    private final @Nullable TranslationsRule translations;
    private final boolean collections;
    private final Map<String, ListPolicy> policies;
    private final List<String> currencies;
    private final MissingPrice missing;
    private final boolean followsName;
    private final MappedFields mapped;

    Mapping(
            String target,
            Map<String, String> beside,
            List<Assignment> fields,
            @Nullable VariantsRule variants,
            @Nullable ImagesRule images,
            List<MetafieldRule> metafields,
            @Nullable TranslationsRule translations,
            boolean collections,
            Map<String, ListPolicy> policies,
            List<String> currencies,
            MissingPrice missing,
            boolean followsName) {
        this.target = target;
        this.beside = Map.copyOf(beside);
        this.fields = List.copyOf(fields);
        this.variants = variants;
        this.images = images;
        this.metafields = List.copyOf(metafields);
        this.translations = translations;
        this.collections = collections;
        this.policies = Map.copyOf(policies);
        this.currencies = List.copyOf(currencies);
        this.missing = missing;
        this.followsName = followsName;
        this.mapped = new MappedFields(keys(fields), variants == null ? Set.of() : keys(variants.fields()));
    }

    private static Set<String> keys(List<Assignment> fields) {
        return fields.stream().map(Assignment::key).collect(Collectors.toSet());
    }

    String inputType() {
        return ofProducts()
                ? MappingReader.PRODUCT
                : target.equals("discount") ? MappingReader.DISCOUNT : MappingReader.COLLECTION;
    }

    boolean ofProducts() {
        return target.equals("product");
    }

    String target() {
        return target;
    }

    /** The file that maps what stands beside the products that this one maps. @param what such as {@code collection} */
    String fileOf(String what) {
        return beside.getOrDefault(what, what + ".yaml");
    }

    /** The currencies that the file names; empty if it takes whatever is the shop's. */
    public List<String> currencies() {
        return currencies;
    }

    /** What becomes of a product that is new and has no price. */
    public MissingPrice missing() {
        return missing;
    }

    /** Does it send stock by the shop's locations, which have to be known for that? */
    public boolean mapsStock() {
        return variants != null && variants.stock() != null;
    }

    /** Does the address of what exists follow what it is made of? Else it stays, whatever becomes of the name. */
    public boolean followsName() {
        return followsName;
    }

    /** The metafields that it sets on what is made of an item itself. */
    public List<MetafieldRule> metafields() {
        return metafields;
    }

    /** And on a product's variants. */
    public List<MetafieldRule> metafieldsOfVariants() {
        return variants == null ? List.of() : variants.metafields();
    }

    /** The other items that metafields of an item and its variants name; found without rendering the rest. */
    public Set<ItemKey> references(Source source) {
        List<MetafieldRule> own = referring(metafields);
        List<MetafieldRule> ofVariants = referring(metafieldsOfVariants());
        Set<ItemKey> named = new LinkedHashSet<>();
        if (!own.isEmpty() || !ofVariants.isEmpty()) {
            Subject subject = Subject.of(source.item().image(), source.currency());
            own.forEach(rule -> named.addAll(rule.items(subject)));
            for (Item variant : source.variants()) {
                Subject of = subject.variant(variant.image());
                ofVariants.forEach(rule -> named.addAll(rule.items(of)));
            }
            if (source.variants().isEmpty()) {
                ofVariants.forEach(rule -> named.addAll(rule.items(subject)));
            }
        }
        return named;
    }

    private static List<MetafieldRule> referring(List<MetafieldRule> rules) {
        return rules.stream().filter(MetafieldRule::refersToItems).toList();
    }

    /** The languages that it names for its translations, by their codes; none if it takes whatever there is. */
    public Set<String> languages() {
        return translations == null ? Set.of() : translations.named();
    }

    /** The languages in which it takes the texts that are no translations, by their codes. */
    public List<String> ownLanguages() {
        return translations == null ? List.of() : translations.own();
    }

    /** Does it make translations at all? */
    public boolean translates() {
        return translations != null;
    }

    public MappedFields mapped() {
        return mapped;
    }

    /**
     * The item's fields from which a field of Shopify's input is made; none where the mapping does not tell.
     *
     * @param path as the shop names it when it refuses it, such as {@code input.variants.0.price}
     */
    public List<String> sources(String path) {
        List<String> names = Arrays.stream(path.split("\\."))
                .filter(name -> !name.matches("\\d+"))
                .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        List<Assignment> rules =
                !names.contains("variants") ? fields : variants == null ? List.of() : variants.fields();
        String name = names.get(names.size() - 1);
        return rules.stream()
                .filter(field -> List.of(field.path()).contains(name))
                .flatMap(field -> field.from().sources().stream())
                .distinct()
                .toList();
    }

    /** @param list {@code tags}, {@code metafields}, {@code files} or {@code collections} */
    public ListPolicy listPolicy(String list) {
        if (!LISTS.contains(list)) {
            throw new IllegalArgumentException("not a list with a policy: " + list);
        }
        return policies.getOrDefault(list, ListPolicy.OWNED);
    }

    /** Never throws for what the PIM sent: what cannot be expressed in Shopify is refused, with every reason. */
    public Rendered render(Source source) {
        Subject subject = Subject.of(source.item().image(), source.currency(), source.references());
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> field.render(subject, input));
        if (!input.hasNonNull("title")
                && subject.problems().stream().noneMatch(said -> said.startsWith("Its title "))) {
            subject.problem("It has no name; Shopify needs a title.");
        }
        tidyTags(input, subject);
        List<String> variantIds = variants == null ? List.of() : variants.render(source, subject, input);
        if (images != null) {
            images.render(subject, source.variants(), variantIds, input);
        }
        if (!metafields.isEmpty()) {
            ArrayNode list = input.putArray("metafields");
            metafields.forEach(rule -> rule.render(subject, list));
        }
        if (collections) {
            ArrayNode list = input.putArray("collections");
            source.categories().forEach(category -> list.add(category.id()));
        }
        if (translations != null && subject.problems().isEmpty()) {
            translations.render(source, subject, variantIds, input);
        }
        return subject.problems().isEmpty()
                ? new Rendered.Payload(
                        input,
                        variantIds,
                        List.copyOf(subject.notes()),
                        unpriced(input, variantIds),
                        List.copyOf(subject.leftOut()))
                : new Rendered.Refused(List.copyOf(subject.problems()));
    }

    private List<String> unpriced(ObjectNode input, List<String> variantIds) {
        if (!mapped.ofVariants().contains("price")) {
            return List.of();
        }
        List<String> without = new ArrayList<>();
        for (int i = 0; i < variantIds.size(); i++) {
            if (!input.path("variants").path(i).has("price")) {
                without.add(variantIds.get(i));
            }
        }
        return without;
    }

    // As Shopify stores them: sorted, each once whatever its case. A comma would part one tag into two.
    private static void tidyTags(ObjectNode input, Subject subject) {
        if (!input.has("tags")) {
            return;
        }
        Set<String> tags = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        input.path("tags").forEach(tag -> {
            if (tag.asString("").indexOf(',') >= 0) {
                subject.note("Its tag %s holds a comma, which parts tags in Shopify; it was sent with a blank instead."
                        .formatted(Subject.quote(tag)));
            }
            tags.add(tag.asString("").replace(',', ' ').strip());
        });
        tags.remove("");
        if (tags.size() > MAX_TAGS) {
            subject.problem("It has %d tags; Shopify takes at most %d.".formatted(tags.size(), MAX_TAGS));
        }
        ArrayNode tidy = input.putArray("tags");
        tags.forEach(tidy::add);
    }
}
