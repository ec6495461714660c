package io.silkroute.fetch;

/** A fetch that cannot go on now. Its message is a sentence for people, with what to do. */
public final class FetchFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public FetchFailed(String sentence) {
        super(sentence, null, false, false);
    }
}
