package io.silkroute.activity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param next the cursor of the page that follows; null when this is the last
 * @param lookedBackTo what is older was not looked at for this page, to let nobody wait; null when the page is a full one or
 *     the last
 */
public record ActivityPage(
        List<LoggedEntry> items,
        @Nullable String next,
        @JsonIgnore @Nullable Instant lookedBackTo) {}
