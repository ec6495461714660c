package io.silkroute.mirror;

/** Something was to be stored in a copy whose place another has taken, or whose connector has another shop. */
public final class CopyGone extends RuntimeException {

    private static final long serialVersionUID = 1;

    CopyGone(Copy copy) {
        super("The mirror's copy of the " + copy.stream().word() + " of " + copy.connector()
                + " was replaced while it was written to.");
    }
}
