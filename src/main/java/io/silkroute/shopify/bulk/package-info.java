/**
 * Many writes as one file that the shop works off in its own time.
 * Promises: every line gets its outcome once; an operation whose node died is followed to its end.
 */
@NullMarked
package io.silkroute.shopify.bulk;

import org.jspecify.annotations.NullMarked;
