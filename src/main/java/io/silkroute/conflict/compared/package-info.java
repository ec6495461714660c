/** What features tell of their items, so that what the shop holds of them can be compared: how to read it, and what is the same. */
@NullMarked
package io.silkroute.conflict.compared;

import org.jspecify.annotations.NullMarked;
