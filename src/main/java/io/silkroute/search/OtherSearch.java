package io.silkroute.search;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
import io.silkroute.run.Runs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what is no item: runs by the beginning of their id, connectors by that of their name or of a part of it. */
@Component
public class OtherSearch {

    private static final int MOST = 10;

    private final Connectors connectors;
    private final Runs runs;
    private final RunViews views;

    OtherSearch(Connectors connectors, Runs runs, RunViews views) {
        this.connectors = connectors;
        this.runs = runs;
        this.views = views;
    }

    /** Newest first. @param of null: of any connector */
    public List<RunView> runs(String q, @Nullable ConnectorName of) {
        return runs.beginning(q.strip(), of, MOST).stream().map(views::of).toList();
    }

    public List<ConnectorName> connectors(String q) {
        String asked = SearchText.whole(q);
        return asked.isEmpty()
                ? List.of()
                : connectors.all().stream()
                        .map(Connector::name)
                        .filter(name -> ("-" + name.text()).contains("-" + asked))
                        .sorted()
                        .limit(MOST)
                        .toList();
    }
}
