package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import java.util.List;

/**
 * What a mapping renders: an item with what belongs to it.
 *
 * @param variants a product's variants that are to be exported, in the order they first came; empty for a category
 * @param categories the known categories the product names, in the order it names them
 */
public record Source(Item item, List<Item> variants, List<Item> categories) {}
