package io.silkroute.sandbox.discount.term;

/** What a discount gives; with its method it is the type of the schema. */
public enum Kind {
    BASIC("Basic"),
    BXGY("Bxgy"),
    FREE_SHIPPING("FreeShipping");

    public final String suffix;

    Kind(String suffix) {
        this.suffix = suffix;
    }
}
