/**
 * Akeneo as a source: its REST API's categories, product models and products by uuid, made records whose fields are named as
 * the columns of its own exports are.
 */
@NullMarked
package io.silkroute.fetch.akeneo;

import org.jspecify.annotations.NullMarked;
