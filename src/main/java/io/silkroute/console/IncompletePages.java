package io.silkroute.console;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.omission.Omission;
import io.silkroute.preview.AskedItem;
import io.silkroute.preview.Statuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The items that are in the shop with something left out, by cause. */
@Controller
class IncompletePages {

    private static final int OF_EACH = 20;
    private static final int OF_ONE = 200;

    private final Statuses statuses;
    private final Incomplete incomplete;

    IncompletePages(Statuses statuses, Incomplete incomplete) {
        this.statuses = statuses;
        this.incomplete = incomplete;
    }

    /** @param count of all items with this cause @param last the item behind which the next page begins; null if there is none */
    record Group(
            Omission cause,
            long count,
            List<Incomplete.Missing> items,
            @Nullable ItemKey last) {}

    @GetMapping("/connectors/{connector}/incomplete")
    String incomplete(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "product") String type,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        ConnectorName name = statuses.known(connector).name();
        Map<Omission, Long> counts = incomplete.byCause(name);
        Omission only = cause.isEmpty() ? null : asked(cause);
        List<Group> groups = new ArrayList<>();
        counts.forEach((each, count) -> {
            if (only == null || only == each) {
                int most = only == null ? OF_EACH : OF_ONE;
                List<Incomplete.Missing> items = incomplete.of(
                        name, each, only == null || after.isEmpty() ? null : AskedItem.key(type, after), most);
                groups.add(new Group(
                        each,
                        count,
                        items,
                        items.size() < most ? null : items.get(most - 1).key()));
            }
        });
        model.addAttribute("connector", name.text());
        model.addAttribute("count", incomplete.count(name));
        model.addAttribute("groups", groups);
        model.addAttribute("only", only);
        model.addAttribute("after", after);
        return "console/incomplete";
    }

    private static Omission asked(String cause) {
        return Omission.of(cause)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such cause."));
    }
}
