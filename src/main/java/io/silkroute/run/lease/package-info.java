/**
 * Who works for a connector, and until when.
 * Promises: two nodes never work for one connector at the same time; one that stood still notices that it is too late.
 */
@NullMarked
package io.silkroute.run.lease;

import org.jspecify.annotations.NullMarked;
