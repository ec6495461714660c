package io.silkroute.platform;

import java.util.List;

/** Keys under {@code silkroute} that mean nothing; start-up is refused. */
final class UnknownKeys extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> sentences;

    UnknownKeys(List<String> sentences) {
        super(String.join("\n", sentences));
        this.sentences = List.copyOf(sentences);
    }

    List<String> sentences() {
        return sentences;
    }
}
