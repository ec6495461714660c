package io.silkroute.sandbox.discount.term;

import java.util.List;

/** Who may use a discount. */
public record Eligibility(Who who, List<String> ids) {
    public static final Eligibility EVERYBODY = new Eligibility(Who.ALL, List.of());

    public enum Who {
        ALL("all"),
        CUSTOMERS("customer"),
        SEGMENTS("segment");

        /** In the search filter {@code context}. */
        public final String searched;

        Who(String searched) {
            this.searched = searched;
        }
    }
}
