/** What cells of exports mean: amounts, weights, words of a state. What cannot be decided is said, never guessed. */
@NullMarked
package io.silkroute.source.value;

import org.jspecify.annotations.NullMarked;
