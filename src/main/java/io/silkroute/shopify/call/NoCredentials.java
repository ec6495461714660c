package io.silkroute.shopify.call;

/** There is no token to sign a call with; the message says what to set. */
final class NoCredentials extends Exception {

    private static final long serialVersionUID = 1;

    NoCredentials(String sentence) {
        super(sentence);
    }
}
