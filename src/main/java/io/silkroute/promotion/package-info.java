/**
 * What people and programs see and do with campaigns and codes: lists with states, and forms that push items.
 * Promises: nothing here writes to the shop; what is changed goes through the same door as a PIM's push.
 */
@NullMarked
package io.silkroute.promotion;

import org.jspecify.annotations.NullMarked;
