/**
 * Webhooks: apps subscribe to topics, and are told by HTTP of what happens in the shop, signed and more than once if need be.
 * Promises: a delivery that is not taken is repeated; a subscription whose delivery nobody takes eight times is ended.
 */
@NullMarked
package io.silkroute.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
