package io.silkroute.webhook;

/** A signed delivery that does not say what it is about: it becomes a dead letter, for a person to look at. */
final class UnreadableDelivery extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableDelivery(String sentence) {
        super(sentence);
    }
}
