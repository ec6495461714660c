/**
 * What would happen and how things are: an item's explanation, the effect of filters, a run's removals, a connector's
 * status; and what is tried again.
 */
@NullMarked
package io.silkroute.preview;

import org.jspecify.annotations.NullMarked;
