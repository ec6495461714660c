package io.silkroute.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class LiveIdsTest {

    private static final ConnectorName C = new ConnectorName("c");

    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.hsqldb());
    private final StoredItems items = new StoredItems(jdbc);

    @Test
    void each_id_that_is_there_comes_once_a_page_at_a_time() {
        items.holding(
                C,
                "{'type':'product','id':'C','name':'C'}",
                "{'type':'product','id':'A','name':'A'}",
                "{'type':'product','id':'D','name':'D'}",
                "{'type':'product','id':'B','name':'B'}",
                "{'type':'product','id':'E','name':'E'}",
                "{'type':'category','id':'A1','name':'A1'}");
        items.holding(new ConnectorName("d"), "{'type':'product','id':'A2','name':'A2'}");
        jdbc.update("update item set deleted = true where id = 'C'");

        List<String> told = new ArrayList<>();
        String after = "";
        for (List<String> page = page(after); !page.isEmpty(); page = page(after)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            told.addAll(page);
            after = page.get(page.size() - 1);
        }
        assertThat(told).containsExactly("A", "B", "D", "E");
    }

    private List<String> page(String after) {
        return items.liveIds(C, ItemType.PRODUCT, after, 2);
    }
}
