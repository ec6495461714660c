/**
 * The gateway to Shopify's Admin GraphQL API 2026-10: calls, pacing, credentials, bulk operations.
 * Promises: no call is sent that the shop's bucket cannot pay for; every fault is classified once as
 * try again, park or abort, with a sentence for the operator.
 */
@NullMarked
package io.silkroute.shopify;

import org.jspecify.annotations.NullMarked;
