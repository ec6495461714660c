/**
 * PIMs that are asked for their catalogue: page by page, by the clock or when a person wants it. What comes is rows, which
 * go through the door that a file goes through. A place in the pages stands behind nothing that is not on the disk, and the
 * time since which is asked behind nothing that the door did not take.
 */
@NullMarked
package io.silkroute.fetch;

import org.jspecify.annotations.NullMarked;
