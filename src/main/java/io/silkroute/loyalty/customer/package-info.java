/**
 * Customers with their ledger, as people and programs see and change them, and how one is read anew from the shop.
 * Promises: a visit shows what is known even if the shop is away, and says as of when; what a person adjusts or decides has
 * a reason and a name, and no import changes it.
 */
@NullMarked
package io.silkroute.loyalty.customer;

import org.jspecify.annotations.NullMarked;
