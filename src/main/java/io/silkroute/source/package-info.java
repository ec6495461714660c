/**
 * Files that are no items yet, made items of our form: rows by a profile. What comes out goes through the door that a
 * push goes through; nothing is taken in here. Of what cannot be made an item the row, the column and the reason are told.
 */
@NullMarked
package io.silkroute.source;

import org.jspecify.annotations.NullMarked;
