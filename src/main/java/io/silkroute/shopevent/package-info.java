/** What has changed in a shop: told by its webhooks, found by a pull, and heard by whoever has to do with it. */
@NullMarked
package io.silkroute.shopevent;

import org.jspecify.annotations.NullMarked;
