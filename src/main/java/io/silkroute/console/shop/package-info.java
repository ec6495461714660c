/** What comes from a connector's shop as people see it: its webhooks, how far each kind of objects was read, and the mirror. */
@NullMarked
package io.silkroute.console.shop;

import org.jspecify.annotations.NullMarked;
