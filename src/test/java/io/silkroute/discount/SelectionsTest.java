package io.silkroute.discount;

import static io.silkroute.export.ARun.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.campaign.Selection;
import io.silkroute.catalogue.StoredItems;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ARun;
import io.silkroute.export.ledger.Exports;
import io.silkroute.platform.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** What a campaign applies to, in the shop's ids. */
class SelectionsTest {

    private static final ConnectorName C = new ConnectorName(ARun.CONNECTOR);

    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.hsqldb());
    private final StoredItems items = new StoredItems(jdbc);
    private final Selections selections =
            new Selections(items, new Exports(jdbc, new ObjectMapper(), Clock.systemUTC()));

    /** Products by number; those up to {@code exported} are in the shop. */
    private void category(String id, int from, int to, int exported) {
        jdbc.batchUpdate(
                "insert into item_category (category, product, connector) values (?, ?, ?)",
                IntStream.rangeClosed(from, to)
                        .mapToObj(n -> new Object[] {id, name(n), C.text()})
                        .toList());
        export(from, Math.min(to, exported));
    }

    private void export(int from, int to) {
        jdbc.batchUpdate(
                "insert into export (id, type, connector, shopify_id, state) values (?, 'product', ?, ?, 'exported')",
                IntStream.rangeClosed(from, to)
                        .mapToObj(n -> new Object[] {name(n), C.text(), "gid://shopify/Product/" + n})
                        .toList());
    }

    private static String name(int n) {
        return String.format(Locale.ROOT, "P%06d", n);
    }

    private Applied categoryBut(String category, String excluded) {
        Selection named = new Selection(List.of(), List.of(), List.of(category));
        return selections.look(aRun().begun(), List.of(named)).applied(named, List.of(excluded));
    }

    @Test
    void a_large_category_of_which_little_is_in_the_shop_is_listed_to_its_end() {
        category("all", 1, Selections.MAX_LISTED + 1_000, 1);
        export(Selections.MAX_LISTED + 1_000, Selections.MAX_LISTED + 1_000);

        assertThat(categoryBut("all", "other").products())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("gid://shopify/Product/1", "gid://shopify/Product/11000");
    }

    @Test
    void more_than_can_be_listed_is_refused_and_told() {
        category("all", 1, Selections.MAX_LISTED + 1, Selections.MAX_LISTED + 1);

        assertThat(categoryBut("all", "other").refused()).contains("one category", "more than 10,000 products");
    }

    @Test
    void numbers_are_told_in_one_way_wherever_the_process_runs() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            category("few", 1, 1_200, 1_200);

            assertThat(categoryBut("few", name(1)).note()).contains("the list of the 1,199 others");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void the_first_codes_that_join_a_campaign_are_those_without_terms_that_are_on() {
        items.holding(
                C,
                "{'type':'code','id':'1','campaign':'K','code':'OFF','active':false}",
                "{'type':'code','id':'2','campaign':'K','code':'OWN','limits':{'uses':1}}",
                "{'type':'code','id':'3','campaign':'K','code':'ANNA'}",
                "{'type':'code','id':'4','campaign':'K','code':'BEN'}",
                "{'type':'code','id':'5','campaign':'L','code':'CARL'}");

        assertThat(selections.firstJoining(C, "K").keySet()).containsExactly("ANNA", "BEN");
    }
}
