/** What a run would decide of items now, asked outside of any run. */
@NullMarked
package io.silkroute.export.rehearsal;

import org.jspecify.annotations.NullMarked;
