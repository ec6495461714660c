/**
 * A synchronization without the sending: what a run would do with items, field by field, and what all of it would take. The
 * decisions are those that a run asks for; the shop is read, and nothing is changed in it or here.
 */
@NullMarked
package io.silkroute.preview.dryrun;

import org.jspecify.annotations.NullMarked;
