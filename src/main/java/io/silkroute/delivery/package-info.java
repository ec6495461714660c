/**
 * Our own webhooks: programs are told by HTTP of what has happened, as Standard Webhooks or Slack have it.
 * Promises: what was to be told is told at least once within a day of the address working, under the same id each time, or
 * stands among the deliveries with its reason; an address within the own network is not called unless the configuration
 * allows it, whatever its name stands for; one that is slow or fails holds no other up.
 */
@NullMarked
package io.silkroute.delivery;

import org.jspecify.annotations.NullMarked;
