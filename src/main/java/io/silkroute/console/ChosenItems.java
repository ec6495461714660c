package io.silkroute.console;

import io.silkroute.catalogue.ItemKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The rows of a list that somebody has ticked. */
final class ChosenItems {

    private ChosenItems() {}

    /** @throws ResponseStatusException 409, if there is none */
    static List<ItemKey> of(HttpServletRequest request) {
        String[] ticked = request.getParameterValues("item"); // not as a list, for which an id would end at a comma
        List<ItemKey> keys = ticked == null
                ? List.of()
                : Arrays.stream(ticked)
                        .map(ItemKey::of)
                        .flatMap(Optional::stream)
                        .toList();
        if (keys.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "Nothing is chosen. Tick at least one row.");
        }
        return keys;
    }
}
