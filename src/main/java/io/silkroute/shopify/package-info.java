/**
 * The gateway to Shopify's Admin GraphQL API 2026-10: what is asked of a shop, and what comes of it.
 * Promises: an answer is named by what happens next; why it is not accepted is a sentence for the operator.
 */
@NullMarked
package io.silkroute.shopify;

import org.jspecify.annotations.NullMarked;
