package io.silkroute.shopify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a mutation's {@code userErrors}.
 *
 * @param field path into the variables, e.g. {@code [input, variants, 4]}; empty when the shop names none
 */
public record UserError(List<String> field, @Nullable String code, String message) {

    public Remedy remedy() {
        return Remedy.of(code);
    }
}
