/** Files in {@code sources/}: each says of one kind of export which column is what, and by which columns it is known. */
@NullMarked
package io.silkroute.source.profile;

import org.jspecify.annotations.NullMarked;
