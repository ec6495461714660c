package io.silkroute.promotion;

import io.silkroute.access.OperatorMay;
import io.silkroute.activity.Csv;
import io.silkroute.activity.CsvAnswer;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.inbound.receipt.Receipt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** A connector's campaigns over HTTP, and the codes of each. */
@RestController
@RequestMapping("/api/connectors/{connector}/campaigns")
class CampaignApi {

    private static final int LARGEST_PAGE = 500;
    private static final int LONGEST_QUERY = 255;

    private final Connectors connectors;
    private final CampaignList list;
    private final CampaignEdits edits;
    private final Items items;
    private final ObjectMapper json;

    CampaignApi(Connectors connectors, CampaignList list, CampaignEdits edits, Items items, ObjectMapper json) {
        this.connectors = connectors;
        this.list = list;
        this.edits = edits;
        this.items = items;
        this.json = json;
    }

    @GetMapping
    CampaignList.Page<ListedCampaign> campaigns(
            @PathVariable("connector") String name,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return list.campaigns(known(name), bounded(q), states(state), cursor, bounded(limit));
    }

    /** With its image as it came last. */
    @GetMapping("/{id}")
    ObjectNode campaign(@PathVariable("connector") String name, @PathVariable String id) {
        ConnectorName connector = known(name);
        ObjectNode campaign =
                json.valueToTree(list.campaign(connector, id).orElseThrow(() -> PromotionRefused.unknownCampaign(id)));
        items.find(connector, new ItemKey(ItemType.CAMPAIGN, id))
                .ifPresent(stored -> campaign.set("image", stored.item().image()));
        return campaign;
    }

    @OperatorMay
    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Receipt put(
            @PathVariable("connector") String name,
            @PathVariable String id,
            @RequestBody byte[] body,
            Principal actor) {
        return edits.put(known(name), id, CampaignEdits.read(body), actor.getName());
    }

    @OperatorMay
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Receipt delete(@PathVariable("connector") String name, @PathVariable String id, Principal actor) {
        return edits.delete(known(name), id, actor.getName());
    }

    @GetMapping("/{id}/codes")
    @Nullable
    ResponseEntity<CampaignList.Page<ListedCode>> codes(
            @PathVariable("connector") String name,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ConnectorName connector = campaignOf(name, id);
        if (Csv.preferred(request.getHeader(HttpHeaders.ACCEPT))) {
            csv(connector, id, response);
            return null;
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(list.codes(connector, id, bounded(q), cursor, bounded(limit)));
    }

    /** All of them; the same as {@code Accept: text/csv}, for a link. */
    @GetMapping("/{id}/codes.csv")
    void csv(@PathVariable("connector") String name, @PathVariable String id, HttpServletResponse response)
            throws IOException {
        csv(campaignOf(name, id), id, response);
    }

    private void csv(ConnectorName connector, String campaign, HttpServletResponse response) throws IOException {
        PrintWriter out = CsvAnswer.begin(response, "codes");
        CodesCsv csv = new CodesCsv(out);
        list.each(connector, campaign, csv::write);
        out.flush();
    }

    private ConnectorName campaignOf(String name, String id) {
        ConnectorName connector = known(name);
        if (!list.has(connector, id)) {
            throw PromotionRefused.unknownCampaign(id);
        }
        return connector;
    }

    private static Set<CampaignState> states(String word) {
        return word.isEmpty()
                ? Set.of()
                : Set.of(CampaignState.of(word)
                        .orElseThrow(() -> PromotionRefused.malformed("The parameter state is not " + word
                                + "; there are "
                                + Arrays.stream(CampaignState.values())
                                        .map(CampaignState::word)
                                        .collect(Collectors.joining(", "))
                                + ".")));
    }

    private static String bounded(String q) {
        if (q.length() > LONGEST_QUERY) {
            throw PromotionRefused.malformed("The parameter q is too long: at most " + LONGEST_QUERY + " characters.");
        }
        return q;
    }

    private static int bounded(int limit) {
        return Math.max(1, Math.min(limit, LARGEST_PAGE));
    }

    private ConnectorName known(String name) {
        return connectors.asked(name).name();
    }
}
