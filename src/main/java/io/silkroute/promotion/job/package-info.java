/**
 * Many codes of a campaign in one go: decided and written down first, then pushed through the door in chunks.
 * Promises: a job that was answered with its id survives a crash at any moment; no code is made twice and none is missing.
 */
@NullMarked
package io.silkroute.promotion.job;

import org.jspecify.annotations.NullMarked;
