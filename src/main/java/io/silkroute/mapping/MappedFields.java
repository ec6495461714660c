package io.silkroute.mapping;

import java.util.Set;

/**
 * The fields of Shopify's input that a mapping names, whether an item has values for them or not: dotted paths such as
 * {@code seo.title}. Lists with a section of their own (metafields, images, collections) are not among them.
 *
 * @param own those of the product or the collection
 * @param ofVariants those of a product's variants
 */
public record MappedFields(Set<String> own, Set<String> ofVariants) {

    public static final MappedFields NONE = new MappedFields(Set.of(), Set.of());

    public MappedFields {
        own = Set.copyOf(own);
        ofVariants = Set.copyOf(ofVariants);
    }
}
