/**
 * What the shop holds otherwise than it was exported last: found when the shop says that something has changed, when a run
 * writes, and by a report over the whole catalogue; settled by the connector's policy or by a person, and written by the
 * next run like any other change.
 */
@NullMarked
package io.silkroute.conflict;

import org.jspecify.annotations.NullMarked;
