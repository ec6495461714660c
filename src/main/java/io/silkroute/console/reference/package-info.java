/**
 * The HTTP contract as an OpenAPI document, and a page that reads it to people. The document is written by hand; a test
 * holds it against the application in both directions.
 */
@NullMarked
package io.silkroute.console.reference;

import org.jspecify.annotations.NullMarked;
