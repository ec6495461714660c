package io.silkroute.sandbox.customer;

import io.silkroute.sandbox.graphql.Gid;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Customers with something in common. Of segment queries one condition is played, {@code customer_tags CONTAINS 'x'};
 * who else is in it was said when it was made.
 *
 * @param members ids of customers that are in it whatever the query says
 */
public record Segment(long id, String name, String query, List<Long> members, long creationDate, long lastEditDate) {
    private static final Pattern TAGGED = Pattern.compile("(?i)customer_tags\\s+CONTAINS\\s+'([^']+)'");

    String gid() {
        return Gid.of("Segment", id);
    }

    public boolean contains(Customer customer) {
        Matcher tagged = TAGGED.matcher(query.strip());
        return members.contains(customer.id())
                || tagged.matches() && customer.tags().stream().anyMatch(tagged.group(1)::equalsIgnoreCase);
    }
}
