/**
 * Customers and segments: read in the API, made by the control endpoint.
 * Promises: an e-mail address is one customer's; what an app was not granted to see it does not see.
 */
@NullMarked
package io.silkroute.sandbox.customer;

import org.jspecify.annotations.NullMarked;
