/** What a shop defines its metafields to be: compared with the mapping before a run's first item, and made where asked. */
@NullMarked
package io.silkroute.export.definition;

import org.jspecify.annotations.NullMarked;
