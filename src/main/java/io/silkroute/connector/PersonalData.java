package io.silkroute.connector;

/**
 * What a feature keeps in which a customer of a shop may be named. Every feature that keeps such texts implements it;
 * figures are none.
 */
public interface PersonalData {

    /** What it is, as a person would call it: {@code the activity log}. */
    String what();

    /** How many entries name the customer. */
    long held(ConnectorName connector, ShopCustomer customer);

    /**
     * Takes the customer's name out of them. Twice does no harm.
     *
     * @return how many entries were changed
     */
    long erase(ConnectorName connector, ShopCustomer customer);

    /**
     * Forgets whatever the shop has told of any of its customers.
     *
     * @return how many entries are gone
     */
    default long eraseOfShop(ConnectorName connector) {
        return 0;
    }
}
