/**
 * The items a PIM has sent: their images, their relations, and the changes that wait for a run.
 * Promises: the newest version of an item wins whatever the order of arrival, and a change is pending until
 * a run has recorded its outcome.
 */
@NullMarked
package io.silkroute.catalogue;

import org.jspecify.annotations.NullMarked;
