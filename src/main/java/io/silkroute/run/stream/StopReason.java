package io.silkroute.run.stream;

import org.jspecify.annotations.Nullable;

/** Why a run begins nothing more. Of several the gravest decides how it ends; of two alike the later one. */
sealed interface StopReason {

    int gravity();

    /** Its work broke off for a reason of our own: its message comes again and takes it up. */
    record Aborted(Throwable cause) implements StopReason {
        @Override
        public int gravity() {
            return 4;
        }
    }

    /** It ends for one reason that concerns the whole shop. */
    record Failed(String sentence) implements StopReason {
        @Override
        public int gravity() {
            return 3;
        }
    }

    /** It can go on later. @param deactivated its connector was, be it beside another reason */
    record Interrupted(String sentence, boolean deactivated) implements StopReason {
        @Override
        public int gravity() {
            return 2;
        }
    }

    /** It gives way to the runs of others, and comes again by itself. */
    record GivenBack(String sentence, boolean pausing) implements StopReason {
        @Override
        public int gravity() {
            return 1;
        }
    }

    static StopReason gravest(@Nullable StopReason known, StopReason next) {
        if (known == null || next.gravity() > known.gravity()) {
            return next;
        }
        if (known instanceof Interrupted earlier && next instanceof Interrupted later) {
            return new Interrupted(later.sentence(), earlier.deactivated() || later.deactivated());
        }
        return next.gravity() == known.gravity() ? next : known;
    }
}
