/**
 * What a connector's runs came to by hours and days, for charts, reports and programs. Promises: the figures of a step are
 * exact, percentiles too; what was rolled up twice is the same; they are kept for a bounded time.
 */
@NullMarked
package io.silkroute.metrics;

import org.jspecify.annotations.NullMarked;
