package io.silkroute.access;

import java.util.List;

/**
 * The paths that a feature opens to those who are not signed in, as patterns ({@code /pim/**}). They are read once, at
 * the start. A pattern speaks of the whole path, whichever servlet answers it.
 */
public interface OpenPaths {

    /**
     * Paths with a lock of their own, such as a token or a signature, which the feature itself looks at. No user is
     * asked for, no session begun and no form's token needed.
     */
    default List<String> withOwnLock() {
        return List.of();
    }

    /** Paths that are open to anybody, such as the style sheets of the page on which one signs in. */
    default List<String> toAnybody() {
        return List.of();
    }
}
