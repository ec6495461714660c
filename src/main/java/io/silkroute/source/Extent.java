package io.silkroute.source;

/** Whether what rows do not hold is gone. */
public enum Extent {
    AS_PROFILED, // as the profile says it
    FULL, // it is
    PARTIAL // it is not, whatever the profile says
}
