/** One item as it is sent: checked and copied in compact form, in one pass and without a tree. */
@NullMarked
package io.silkroute.inbound.item;

import org.jspecify.annotations.NullMarked;
