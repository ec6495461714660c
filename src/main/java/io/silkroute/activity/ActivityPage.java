package io.silkroute.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next the cursor of the page that follows; null when this is the last */
public record ActivityPage(
        List<LoggedEntry> items, @Nullable String next) {}
