package io.silkroute.console.shop;

import io.silkroute.access.OperatorReads;
import io.silkroute.connector.Connector;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.MirrorSearch;
import io.silkroute.mirror.MirrorSearch.MirrorPage;
import io.silkroute.mirror.MirrorSearch.MirrorQuery;
import io.silkroute.preview.Statuses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The mirror as people search it: products for everybody, customers and orders for operators. */
@Controller
class MirrorPages {

    private static final int SHOWN = 50;
    private static final int LONGEST_QUERY = 255;

    private final Statuses statuses;
    private final MirrorSearch search;

    MirrorPages(Statuses statuses, MirrorSearch search) {
        this.statuses = statuses;
        this.search = search;
    }

    @GetMapping("/connectors/{connector}/mirror/products")
    String products(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        return found(connector, Stream.PRODUCTS, q, cursor, model);
    }

    @OperatorReads
    @GetMapping("/connectors/{connector}/mirror/customers")
    String customers(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        return found(connector, Stream.CUSTOMERS, q, cursor, model);
    }

    @OperatorReads
    @GetMapping("/connectors/{connector}/mirror/orders")
    String orders(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        return found(connector, Stream.ORDERS, q, cursor, model);
    }

    private String found(String connector, Stream stream, String q, String cursor, Model model) {
        Connector known = statuses.known(connector);
        String asked = q.length() > LONGEST_QUERY ? q.substring(0, LONGEST_QUERY) : q;
        MirrorPage page = search.find(known, new MirrorQuery(stream, asked, null, place(cursor), SHOWN));
        model.addAttribute("connector", known.name().text());
        model.addAttribute("stream", stream.word());
        model.addAttribute("q", asked);
        model.addAttribute("found", page);
        model.addAttribute("held", search.size(known.name(), stream));
        return "console/mirror";
    }

    private static @Nullable Long place(String cursor) {
        try {
            return cursor.isEmpty() ? null : Long.valueOf(cursor);
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
