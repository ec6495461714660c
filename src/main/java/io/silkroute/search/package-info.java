/**
 * The search over everything that has a page: items by any of their names, runs, connectors.
 * Promises: what is found is told as the tables have it at that moment, and whether something may be missing.
 */
@NullMarked
package io.silkroute.search;

import org.jspecify.annotations.NullMarked;
