package io.silkroute.activity;

import java.io.IOException;

/** Writes entries as CSV. */
final class ActivityCsv {

    private final CsvAnswer csv;

    ActivityCsv(Appendable out) throws IOException {
        this.csv = new CsvAnswer(
                out,
                "id",
                "at",
                "connector",
                "run",
                "kind",
                "outcome",
                "type",
                "item",
                "sentence",
                "actor",
                "detail",
                "incomplete");
    }

    void write(LoggedEntry entry) {
        csv.line(
                entry.id(),
                entry.at(),
                entry.connector(),
                entry.run(),
                entry.kind(),
                entry.outcome(),
                entry.type(),
                entry.item(),
                entry.sentence(),
                entry.actor(),
                entry.detail(),
                String.join(" ", entry.incomplete()));
    }
}
