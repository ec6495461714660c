/** Who the discounts of campaigns and codes are for: looked up when one is written, and once more when a person asks. */
@NullMarked
package io.silkroute.discount.audience;

import org.jspecify.annotations.NullMarked;
