package io.silkroute.preview;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.Connector;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.shopify.ShopifyId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where people find an item in the shop's admin. */
@Component
public class ShopAdmin {

    private static final Pattern GID = Pattern.compile(
            "gid://shopify/(Product|ProductVariant|Collection|DiscountCodeNode|DiscountAutomaticNode)/(\\d+)");

    private final Exports exports;

    ShopAdmin(Exports exports) {
        this.exports = exports;
    }

    /** Empty for what the shop does not hold, and for a shop that is none of Shopify's, such as the sandbox. */
    public Optional<String> address(Connector connector, Explanations.Explanation item) {
        String domain = connector.config().shop().domain();
        if (domain == null
                || connector.config().shop().endpoint() != null
                || item.state().equals("deleted")) {
            return Optional.empty();
        }
        String path = path(item.shopifyId());
        if (path == null) {
            return Optional.empty();
        }
        String parent = item.image().path("parent").asString("");
        if (!item.type().equals(ItemType.VARIANT.word())) {
            return Optional.of("https://" + domain + "/admin/" + path);
        }
        return exports.find(connector.name(), ItemKey.product(parent))
                .map(Exported::shopifyId)
                .map(ShopAdmin::path)
                .map(product -> "https://" + domain + "/admin/" + product + "/" + path);
    }

    private static @Nullable String path(@Nullable ShopifyId id) {
        Matcher gid = GID.matcher(id == null ? "" : id.gid());
        if (!gid.matches()) {
            return null;
        }
        return switch (gid.group(1)) {
                    case "Product" -> "products/";
                    case "Collection" -> "collections/";
                    case "DiscountCodeNode", "DiscountAutomaticNode" -> "discounts/";
                    default -> "variants/";
                }
                + gid.group(2);
    }
}
