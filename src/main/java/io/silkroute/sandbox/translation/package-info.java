/**
 * The shop's languages, and what its objects' texts are in them: a feature says which texts its objects have.
 * Promises: a translation belongs to the text that it was registered for, by the text's digest; when that has become
 * another text, the translation stays and is outdated.
 */
@NullMarked
package io.silkroute.sandbox.translation;

import org.jspecify.annotations.NullMarked;
