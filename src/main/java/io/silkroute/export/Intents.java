package io.silkroute.export;

import io.silkroute.catalogue.ItemKey;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes down, before a batch's first call, which items may from now on be in the shop without our knowing. */
@Component("intents")
public class Intents {

    private final Exports exports;

    Intents(Exports exports) {
        this.exports = exports;
    }

    public void note(List<Work> works) {
        List<ItemKey> first = works.stream()
                .filter(work -> work.exported() == null)
                .map(Work::key)
                .toList();
        if (!first.isEmpty()) {
            exports.noteSending(
                    works.get(0).run().connector(), works.get(0).run().id(), first);
        }
    }
}
