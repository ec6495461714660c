/**
 * Tags of whatever has some.
 * Promises: a tag is there once, whatever its case; a feature says which of its objects have tags and who may change them.
 */
@NullMarked
package io.silkroute.sandbox.tag;

import org.jspecify.annotations.NullMarked;
