package io.silkroute.console;

import org.jspecify.annotations.Nullable;

/**
 * One of the pages that stand side by side.
 *
 * @param count of what is on it; null: none is told
 * @param here is it the page that is looked at?
 */
public record Tab(String label, String address, @Nullable Long count, boolean here) {}
