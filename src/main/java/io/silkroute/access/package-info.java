/**
 * What an endpoint says of itself: who may call it, and what is open to those who are not signed in. The platform
 * reads it; whoever says nothing is closed to all but admins.
 */
@NullMarked
package io.silkroute.access;

import org.jspecify.annotations.NullMarked;
