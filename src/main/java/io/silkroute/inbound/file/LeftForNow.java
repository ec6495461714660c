package io.silkroute.inbound.file;

import org.jspecify.annotations.Nullable;

/**
 * A file is left where it is, and nothing of it is taken in: it changed while it was read, is gone, or could not be
 * moved afterwards.
 */
public final class LeftForNow extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LeftForNow() {
        super("the file is left where it is", null, false, false);
    }

    public static boolean in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LeftForNow) {
                return true;
            }
        }
        return false;
    }
}
