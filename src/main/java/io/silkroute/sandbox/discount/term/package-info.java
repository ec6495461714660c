/**
 * The terms of a discount: of which items, for whom, how much, on which condition, together with what.
 * Promises: values, which nobody changes.
 */
@NullMarked
package io.silkroute.sandbox.discount.term;

import org.jspecify.annotations.NullMarked;
