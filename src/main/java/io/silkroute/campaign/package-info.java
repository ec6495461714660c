/**
 * What a campaign or a code says: what it grants, to whom and when, read from its item and checked on the way. The door
 * and the export read it here, so that nothing is accepted that cannot be read later.
 */
@NullMarked
package io.silkroute.campaign;

import org.jspecify.annotations.NullMarked;
