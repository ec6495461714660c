package io.silkroute.run.stream;

/** Which way a run's products go to the shop. */
public enum WritePath {
    UNDECIDED, // until its first products are there
    SINGLE, // one call after the other
    BULK // in bulk operations
}
