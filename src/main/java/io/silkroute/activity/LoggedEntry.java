package io.silkroute.activity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry as operators read it. An entry that was appended for a set of items is read as one entry per item.
 *
 * @param id the row, and for an item of a set its place in it: {@code 4711} or {@code 4711.12}
 * @param detail JSON
 * @param incomplete the causes for which something was left out; empty when nothing was
 */
public record LoggedEntry(
        String id,
        Instant at,
        @Nullable String connector,
        @Nullable String run,
        String kind,
        @Nullable String outcome,
        @Nullable String type,
        @Nullable String item,
        String sentence,
        @Nullable String actor,
        @Nullable @JsonRawValue String detail,
        List<String> incomplete) {}
