package io.silkroute.imports;

/** This node stops at an import: a person has asked for its end, or it is not this node's any more. */
final class ImportStopped extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean cancelled;

    private ImportStopped(String sentence, boolean cancelled) {
        super(sentence);
        this.cancelled = cancelled;
    }

    static ImportStopped cancelled(String id) {
        return new ImportStopped("The import " + id + " was cancelled.", true);
    }

    /** Another node has it, it has ended, or its connector is gone. */
    static ImportStopped lost(String id) {
        return new ImportStopped("The import " + id + " is not this node's any more.", false);
    }

    boolean isCancelled() {
        return cancelled;
    }
}
