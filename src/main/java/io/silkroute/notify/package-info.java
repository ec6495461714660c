/**
 * What people should know without looking for it: derived from what the features keep, so that nothing has to be written
 * where it happens. Promise: each user has his own mind of what he has read.
 */
@NullMarked
package io.silkroute.notify;

import org.jspecify.annotations.NullMarked;
