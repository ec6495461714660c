package io.silkroute.mapping;

/** Who owns the entries of a list field in the shop. */
public enum ListPolicy {
    OWNED, // only entries that this connector once exported are removed; what others added stays
    REPLACE // the list in the shop is made equal to the mapping's
}
