/** What has left the exported set is taken from the shop, unless it is more than a person should first have seen. */
@NullMarked
package io.silkroute.export.removal;

import org.jspecify.annotations.NullMarked;
