/** What each run found in its shop's bucket of points, sampled beside its work and kept for its page. */
@NullMarked
package io.silkroute.run.budget;

import org.jspecify.annotations.NullMarked;
