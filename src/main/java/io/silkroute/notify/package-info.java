/**
 * What people should know without looking for it: derived from what the features keep where they keep it, told by the
 * outbox where nobody does, and tips that follow from what was measured. Promise: each user has his own mind of what he has
 * read.
 */
@NullMarked
package io.silkroute.notify;

import org.jspecify.annotations.NullMarked;
