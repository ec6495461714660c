/**
 * Who signs in: people with a password, programs with a token, and how long somebody has to wait who guesses.
 * Promises: passwords and tokens are kept as digests; who is removed, or gets another role, is so with the next request.
 */
@NullMarked
package io.silkroute.signin;

import org.jspecify.annotations.NullMarked;
