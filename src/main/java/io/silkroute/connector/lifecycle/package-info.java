/**
 * A connector is created, configured, activated and deleted: by HTTP, by the console, at the first start.
 * Promises: nothing is saved without being told in the activity log; what is still at work refuses the change.
 */
@NullMarked
package io.silkroute.connector.lifecycle;

import org.jspecify.annotations.NullMarked;
