/** What of an item did not go to the shop with it, and why: the causes by which incomplete items are counted. */
@NullMarked
package io.silkroute.omission;

import org.jspecify.annotations.NullMarked;
