package io.silkroute.activity;

import java.util.List;

/** Appends to the activity log, within the caller's transaction. */
public interface ActivityLog {

    void append(List<Entry> entries);

    default void append(Entry entry) {
        append(List.of(entry));
    }
}
