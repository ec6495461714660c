/**
 * Runs of a connector: what asks for them, their states, their counts, how they are shown.
 * Promises: a run that was asked for is not forgotten; one whose node died is taken up again.
 */
@NullMarked
package io.silkroute.run;

import org.jspecify.annotations.NullMarked;
