/** What comes from a connector's shop: its webhooks, what is subscribed to and what was delivered of late. */
@NullMarked
package io.silkroute.console.shop;

import org.jspecify.annotations.NullMarked;
