/** What has happened that others may want to be told, kept with what it is about and told by one route. */
@NullMarked
package io.silkroute.outbox;

import org.jspecify.annotations.NullMarked;
