/**
 * Whether a connector reaches its shop: asked when a person wants to know, with the values that are stored or with those
 * of a form, and kept as long as they are the connector's. Promises: an answer within seconds, and that no stored secret
 * is sent to another shop than the one it was saved for.
 */
@NullMarked
package io.silkroute.connection;

import org.jspecify.annotations.NullMarked;
