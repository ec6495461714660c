package io.silkroute.inbound.receipt;

import io.silkroute.access.OperatorMay;
import io.silkroute.activity.Csv;
import io.silkroute.activity.CsvAnswer;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectMapper;

/** What became of a connector's pushes and files, with every item that was refused. */
@RestController
@RequestMapping("/api/connectors/{connector}/receipts")
class ReceiptApi {

    private static final int LARGEST_PAGE = 500;

    private final Connectors connectors;
    private final Receipts receipts;
    private final RefusedItems refused;
    private final ObjectMapper json;

    ReceiptApi(Connectors connectors, Receipts receipts, RefusedItems refused, ObjectMapper json) {
        this.connectors = connectors;
        this.receipts = receipts;
        this.refused = refused;
        this.json = json;
    }

    @GetMapping
    Map<String, @Nullable Object> all(
            @PathVariable("connector") String name,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable Long cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<KeptReceipt> page = receipts.page(known(name), open, cursor, size);
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("items", page.stream().map(this::header).toList());
        list.put(
                "next",
                page.size() < size ? null : Long.toString(page.get(size - 1).ordinal()));
        return list;
    }

    /** Written as it is read, however much there is to say. */
    @GetMapping("/{receipt}")
    void one(
            @PathVariable("connector") String name,
            @PathVariable String receipt,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        KeptReceipt kept = find(name, receipt);
        if (Csv.preferred(request.getHeader(HttpHeaders.ACCEPT))) {
            csv(kept, response);
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            header(kept).forEach((key, value) -> out.writePOJOProperty(key, value));
            out.writeArrayPropertyStart("rejections");
            receipts.each(kept.receipt(), Remark.Kind.REFUSED, out::writePOJO);
            out.writeEndArray();
            out.writeArrayPropertyStart("warnings");
            receipts.each(kept.receipt(), Remark.Kind.WARNING, out::writePOJO);
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /** The same as {@code Accept: text/csv}, for a link. */
    @GetMapping("/{receipt}.csv")
    void csv(@PathVariable("connector") String name, @PathVariable String receipt, HttpServletResponse response)
            throws IOException {
        csv(find(name, receipt), response);
    }

    private void csv(KeptReceipt kept, HttpServletResponse response) throws IOException {
        PrintWriter out = CsvAnswer.begin(response, "receipt-" + kept.receipt());
        ReceiptCsv csv = new ReceiptCsv(out);
        for (Remark.Kind kind : Remark.Kind.values()) {
            receipts.each(kept.receipt(), kind, remark -> csv.write(kind, remark));
        }
        out.flush();
    }

    /** A person has seen what was refused: it is not counted as open any more. */
    @OperatorMay
    @PostMapping("/{receipt}/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void see(@PathVariable("connector") String name, @PathVariable String receipt, Principal actor) {
        KeptReceipt kept = find(name, receipt);
        refused.see(new ConnectorName(kept.connector()), kept.receipt(), actor.getName());
    }

    private Map<String, @Nullable Object> header(KeptReceipt kept) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("receipt", kept.receipt());
        header.put("connector", kept.connector());
        header.put("at", kept.at());
        header.put("origin", kept.origin().word());
        header.put("file", kept.name());
        header.put("accepted", kept.accepted());
        header.put("rejected", kept.rejected());
        header.put("open", kept.open());
        header.put("warned", kept.warned());
        header.put("reason", kept.reason());
        return header;
    }

    private KeptReceipt find(String name, String receipt) {
        return receipts.find(known(name), receipt)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "Connector " + name + " has no such receipt. Check its id; receipts are kept as long as the"
                                + " activity log is (silkroute.activity.keep)."));
    }

    private ConnectorName known(String name) {
        return connectors.asked(name).name();
    }
}
