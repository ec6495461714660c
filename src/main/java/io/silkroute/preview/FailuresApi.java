package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.Connector;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/connectors/{c}/failures}: the items that wait for a person, rejected or parked. */
@RestController
class FailuresApi {

    private static final int MOST = 500;

    private final Statuses statuses;
    private final Failures failures;

    FailuresApi(Statuses statuses, Failures failures) {
        this.statuses = statuses;
        this.failures = failures;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Listed(List<Failures.Failure> items, @Nullable String next) {}

    /**
     * @param run only those that this run was the last to fail on
     * @param code only those of this cause
     * @param cursor {@code next} of the page before
     */
    @GetMapping("/api/connectors/{connector}/failures")
    Listed failures(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String run,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        Connector known = statuses.known(connector);
        int most = Math.max(1, Math.min(limit, MOST));
        List<Failures.Failure> found = failures.of(known, run, code, cursor == null ? null : after(cursor), most + 1);
        return found.size() <= most
                ? new Listed(found, null)
                : new Listed(found.subList(0, most), found.get(most - 1).key().toString());
    }

    private static ItemKey after(String cursor) {
        return ItemKey.of(cursor)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "The cursor is none of this list's; take it from \"next\"."));
    }
}
