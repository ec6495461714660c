package io.silkroute.sandbox.discount;

import java.util.List;

/** Who may use a discount. */
record Eligibility(Who who, List<String> ids) {
    static final Eligibility EVERYBODY = new Eligibility(Who.ALL, List.of());

    enum Who {
        ALL("all"),
        CUSTOMERS("customer"),
        SEGMENTS("segment");

        /** In the search filter {@code context}. */
        final String searched;

        Who(String searched) {
            this.searched = searched;
        }
    }
}
