package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.tag.Tags;
import io.silkroute.sandbox.taxonomy.TaxonomyCategories;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The plain fields of a product, which productSet and productUpdate have in common. */
final class ProductFields {
    private static final int LONGEST = 255;

    private final Catalogue catalogue;

    ProductFields(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    void set(Product product, @Nullable Product before, Input input, List<String> path, List<UserError> errors) {
        if (before == null && input.text("title", "").isBlank()
                || input.has("title") && input.text("title", "").isBlank()) {
            errors.add(error(path, "title", "Title can't be blank"));
        }
        giftCard(product, before, input, errors);
        line(input, "title", "Title", path, errors, text -> product.title = text);
        line(input, "vendor", "Vendor", path, errors, text -> product.vendor = text);
        line(input, "productType", "Product type", path, errors, text -> product.productType = text);
        if (input.has("descriptionHtml")) {
            product.descriptionHtml = input.text("descriptionHtml", "");
        }
        if (input.given("status")) {
            product.status = input.text("status", "ACTIVE").intern();
        }
        if (input.has("category")) {
            category(product, input, path, errors);
        }
        if (input.has("templateSuffix")) {
            product.templateSuffix = input.text("templateSuffix");
        }
        if (input.has("giftCardTemplateSuffix")) {
            product.giftCardTemplateSuffix = input.text("giftCardTemplateSuffix");
        }
        product.requiresSellingPlan = input.flag("requiresSellingPlan", product.requiresSellingPlan);
        Input seo = input.input("seo");
        if (seo.has("title")) {
            product.seoTitle = blankToNull(seo.text("title"));
        }
        if (seo.has("description")) {
            product.seoDescription = blankToNull(seo.text("description"));
        }
        if (input.given("tags")) {
            product.tags = Tags.clean(input.texts("tags"));
            if (product.tags.stream().anyMatch(tag -> tag.length() > LONGEST)) {
                errors.add(error(path, "tags", "Product tags is invalid"));
            }
            if (product.tags.size() > 250) {
                errors.add(error(path, "tags", "Product tags is too long (maximum is 250 tags)"));
            }
        }
        if (product.status.equals("ACTIVE") && !product.publications.isEmpty() && product.publishedAt == 0) {
            product.publishedAt = catalogue.now();
        }
        handle(product, before, input, path, errors);
    }

    private void handle(
            Product product, @Nullable Product before, Input input, List<String> path, List<UserError> errors) {
        String given = input.text("handle");
        if (given == null && before != null) {
            return;
        }
        if (given == null || given.isBlank()) {
            product.handle = catalogue.productHandles.made(product.title, product.id);
            return;
        }
        String handle = Handles.slug(given);
        if (given.length() > LONGEST) {
            errors.add(error(path, "handle", "Handle is too long (maximum is 255 characters)"));
        } else if (handle.isEmpty()) {
            product.handle = catalogue.productHandles.made(given, product.id);
        } else if (catalogue.productHandles.taken(handle, product.id)) {
            errors.add(new UserError(
                    List.of("input", "handle"), // of productUpdate's `product` too
                    "Handle '" + given + "' already in use. Please provide a new handle.",
                    "HANDLE_NOT_UNIQUE"));
        } else {
            product.handle = handle;
        }
    }

    private void giftCard(Product product, @Nullable Product before, Input input, List<UserError> errors) {
        boolean wanted = input.flag("giftCard", product.giftCard);
        if (before != null && wanted != product.giftCard) {
            errors.add(new UserError(
                    List.of("input", "giftCard"),
                    "The product gift_card attribute cannot be changed after creation.",
                    "GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED"));
        } else if (before == null && wanted && !catalogue.hasGiftCards()) {
            errors.add(new UserError(
                    List.of("input", "giftCard"),
                    "Gift card products can only be created after they have been activated.",
                    "GIFT_CARDS_NOT_ACTIVATED"));
        }
        product.giftCard = wanted;
    }

    // In this form Shopify was seen to refuse an id that its own list of that day did not hold.
    private static void category(Product product, Input input, List<String> path, List<UserError> errors) {
        String category = input.text("category");
        if (category != null && TaxonomyCategories.path(category) == null) {
            errors.add(error(path, "category", "Invalid product_taxonomy_node_id"));
        } else {
            product.category = category;
        }
    }

    private static void line(
            Input input, String name, String label, List<String> path, List<UserError> errors, Consumer<String> set) {
        if (input.has(name)) {
            String text = input.text(name, "");
            if (text.length() > LONGEST) {
                errors.add(error(path, name, label + " is too long (maximum is 255 characters)"));
            }
            set.accept(text);
        }
    }

    private static UserError error(List<String> path, String field, String message) {
        return new UserError(with(path, field), message, "INVALID_PRODUCT");
    }

    private static List<String> with(List<String> path, String field) {
        List<String> whole = new ArrayList<>(path);
        whole.add(field);
        return whole;
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
