/**
 * Products with their variants and images, collections, and the sales channels both are on.
 * Promises: {@code productSet} replaces the lists it is given, all or nothing; handles and unique values have one owner.
 * Its pages for people are {@code /sandbox}, {@code /sandbox/products/*}, {@code /sandbox/collections}.
 */
@NullMarked
package io.silkroute.sandbox.catalogue;

import org.jspecify.annotations.NullMarked;
