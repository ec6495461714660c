package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.activity.CsvAnswer;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Acceptance;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.omission.Omission;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/connectors/{c}/incomplete}: what is in the shop with something left out, a row for each cause of each item. */
@RestController
class IncompleteApi {

    private static final int MOST = 500;

    private final Statuses statuses;
    private final Incomplete incomplete;

    IncompleteApi(Statuses statuses, Incomplete incomplete) {
        this.statuses = statuses;
        this.incomplete = incomplete;
    }

    /** @param mend where it is put right, and how */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Row(
            String type,
            String id,
            Omission cause,
            String sentence,
            String mend,
            Instant since,
            @Nullable String run,
            @Nullable Acceptance accepted) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Rows(List<Row> items, @Nullable String next) {}

    /** @param standing {@code open} or {@code accepted} @param cursor {@code next} of the page before: the cause and the id behind which this one begins */
    @GetMapping("/api/connectors/{connector}/incomplete")
    Rows incomplete(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(defaultValue = "open") String standing,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        ConnectorName name = statuses.known(connector).name();
        int most = Math.max(1, Math.min(limit, MOST));
        Begun begun = cursor == null ? null : begun(cursor);
        Omission only = cause == null ? null : asked(cause);
        boolean accepted = StandingWord.accepted(standing);
        List<Row> rows = new ArrayList<>();
        for (Omission each : Omission.values()) {
            if ((only != null && only != each) || (begun != null && each.compareTo(begun.cause()) < 0)) {
                continue;
            }
            ItemKey after = begun != null && each == begun.cause() ? begun.after() : null;
            incomplete
                    .of(name, each, accepted, after, most + 1 - rows.size())
                    .forEach(missing -> rows.add(row(missing)));
            if (rows.size() > most) {
                Row last = rows.get(most - 1);
                return new Rows(
                        List.copyOf(rows.subList(0, most)), last.cause().word() + " " + last.type() + " " + last.id());
            }
        }
        return new Rows(rows, null);
    }

    /** All of them, for a spreadsheet. */
    @GetMapping("/api/connectors/{connector}/incomplete.csv")
    void csv(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(defaultValue = "open") String standing,
            HttpServletResponse response)
            throws IOException {
        ConnectorName name = statuses.known(connector).name();
        Omission only = cause == null || cause.isEmpty() ? null : asked(cause);
        boolean accepted = StandingWord.accepted(standing);
        PrintWriter out = CsvAnswer.begin(response, "incomplete-" + name);
        CsvAnswer csv = new CsvAnswer(
                out, "type", "id", "cause", "sentence", "mend", "since", "run", "acceptedBy", "acceptedAt", "note");
        for (Omission each : Omission.values()) {
            List<Incomplete.Missing> page = List.of();
            do {
                ItemKey after =
                        page.isEmpty() ? null : page.get(page.size() - 1).key();
                page = only == null || only == each ? incomplete.of(name, each, accepted, after, MOST) : List.of();
                page.forEach(one -> line(csv, row(one)));
            } while (page.size() == MOST);
        }
        out.flush();
    }

    private static void line(CsvAnswer csv, Row row) {
        Acceptance accepted = row.accepted();
        csv.line(
                row.type(),
                row.id(),
                row.cause().word(),
                row.sentence(),
                row.mend(),
                row.since(),
                row.run(),
                accepted == null ? null : accepted.by(),
                accepted == null ? null : accepted.at(),
                accepted == null ? null : accepted.note());
    }

    private record Begun(Omission cause, ItemKey after) {}

    private static Begun begun(String cursor) {
        int space = cursor.indexOf(' ');
        return ItemKey.of(cursor.substring(space + 1))
                .filter(after -> space > 0)
                .map(after -> new Begun(asked(cursor.substring(0, space)), after))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "The cursor is none of this list's; take it from \"next\"."));
    }

    static Row row(Incomplete.Missing missing) {
        return new Row(
                missing.key().type().word(),
                missing.key().id(),
                missing.cause(),
                missing.sentence(),
                missing.cause().mend(),
                missing.since(),
                missing.run(),
                missing.accepted());
    }

    private static Omission asked(String cause) {
        return Omission.of(cause)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST,
                        "There is no cause " + cause + "; there are "
                                + Arrays.stream(Omission.values())
                                        .map(Omission::word)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
