package io.silkroute.catalogue;

import org.springframework.jdbc.core.JdbcTemplate;

/** One that nobody asks. */
public final class FakeExportedSet extends ExportedSet {

    public FakeExportedSet() {
        super(new JdbcTemplate(), new FakePendingChanges(0));
    }
}
