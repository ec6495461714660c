/**
 * What a code or a campaign is to reach, as the configuration says it, and that it was reached.
 * Promise: a threshold tells once.
 */
@NullMarked
package io.silkroute.threshold;

import org.jspecify.annotations.NullMarked;
