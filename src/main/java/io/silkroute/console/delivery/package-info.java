/** What programs were told by our own webhooks, as people see it. */
@NullMarked
package io.silkroute.console.delivery;

import org.jspecify.annotations.NullMarked;
