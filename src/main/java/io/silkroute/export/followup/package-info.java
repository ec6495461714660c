/**
 * What follows an item's own write by calls of their own, because it needs the ids that the write has brought. It stands
 * in the payload, and so in its hash and in the ledger, and is no part of the input that makes the object.
 */
@NullMarked
package io.silkroute.export.followup;

import org.jspecify.annotations.NullMarked;
