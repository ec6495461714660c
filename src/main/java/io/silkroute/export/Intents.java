package io.silkroute.export;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Writes down, before a batch's first call, what is about to be sent. A process that dies between a write and its
 * record leaves the note behind, and the next write of that item sends everything.
 */
@Component("intents")
public class Intents {

    private final Exports exports;

    Intents(Exports exports) {
        this.exports = exports;
    }

    /** The item is to be written to the shop, or taken from it. */
    public void intend(Work work) {
        work.intend();
    }

    public void note(List<Work> works) {
        List<Work> intended = works.stream().filter(Work::isIntended).toList();
        if (!intended.isEmpty()) {
            exports.noteSending(
                    works.get(0).run().connector(), works.get(0).run().id(), intended);
        }
    }
}
