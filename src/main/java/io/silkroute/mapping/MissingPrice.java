package io.silkroute.mapping;

/** What becomes of a product that the shop does not hold yet and that has no amount in the shop's currency. */
public enum MissingPrice {
    DRAFT, // it goes as a draft, so that nobody buys it for nothing
    REJECT, // it does not go
    LEAVE // it goes as it is, with the shop's price of 0.00
}
