package io.silkroute.shopify.call;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The token could not be asked for just now; trying again may help. */
final class TokenUnavailable extends UncheckedIOException {

    private static final long serialVersionUID = 1;

    TokenUnavailable(IOException cause) {
        super(cause);
    }
}
