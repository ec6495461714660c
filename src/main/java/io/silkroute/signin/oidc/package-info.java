/**
 * People who sign in at an OpenID Connect provider: where it is, what it says of them, and which role that is.
 * Promises: without its settings nothing of this is there; the provider is asked when somebody signs in and not before;
 * nothing is believed that the provider has not signed, or said itself.
 */
@NullMarked
package io.silkroute.signin.oidc;

import org.jspecify.annotations.NullMarked;
