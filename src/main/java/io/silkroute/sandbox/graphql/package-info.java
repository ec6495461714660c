/**
 * The Admin API as a language: documents, variables, costs, errors, pages, search syntax, and what a feature adds to it.
 * Promises: in Shopify's order (document, variables, sizes, cost, bucket, then the work), in Shopify's words, never
 * kinder. It knows no type of the shop: {@link io.silkroute.sandbox.graphql.SandboxFeature} brings them.
 */
@NullMarked
package io.silkroute.sandbox.graphql;

import org.jspecify.annotations.NullMarked;
