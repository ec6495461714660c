package io.silkroute.sandbox.discount;

/** What a discount gives; with its method it is the type of the schema. */
enum Kind {
    BASIC("Basic"),
    BXGY("Bxgy"),
    FREE_SHIPPING("FreeShipping");

    final String suffix;

    Kind(String suffix) {
        this.suffix = suffix;
    }
}
