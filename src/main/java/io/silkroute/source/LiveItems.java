package io.silkroute.source;

import java.util.List;

/** The items of a connector that are there. */
@FunctionalInterface
public interface LiveItems {

    LiveItems NONE = (type, after) -> List.of();

    /** The ids behind one, in their order, a page of them; behind an empty text: from the first. Empty at the end. */
    List<String> page(String type, String after);
}
