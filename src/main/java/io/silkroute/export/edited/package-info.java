/** What people change of exported items in the shop: which fields, what was decided of each, and how that enters a payload. */
@NullMarked
package io.silkroute.export.edited;

import org.jspecify.annotations.NullMarked;
