/**
 * Bulk operations and the staged uploads they read: five of a type at once, outside the bucket, one answer a line.
 * Open paths: {@code /sandbox/upload/**} and {@code /sandbox/results/**}, whose addresses are signed.
 * Promises: a bad line is a line of the result, never the end of the operation. Operations do not outlive the process.
 */
@NullMarked
package io.silkroute.sandbox.bulk;

import org.jspecify.annotations.NullMarked;
