package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.ConnectorName;
import io.silkroute.inbound.receipt.KeptReceipt;
import io.silkroute.inbound.receipt.Receipts;
import io.silkroute.inbound.receipt.RefusedItems;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What came from the PIM: pushes and files, and of each every item that was refused. */
@Controller
class ReceiptPages {

    private static final int RECEIPTS = 50;
    private static final int LINES = 200;

    private final Statuses statuses;
    private final Receipts receipts;
    private final RefusedItems refused;

    ReceiptPages(Statuses statuses, Receipts receipts, RefusedItems refused) {
        this.statuses = statuses;
        this.receipts = receipts;
        this.refused = refused;
    }

    @GetMapping("/connectors/{connector}/receipts")
    String all(
            @PathVariable String connector,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        ConnectorName known = statuses.known(connector).name();
        List<KeptReceipt> page = receipts.page(known, open, before, RECEIPTS + 1);
        boolean more = page.size() > RECEIPTS;
        model.addAttribute("connector", known.text());
        model.addAttribute("open", open);
        model.addAttribute("refused", refused.count(known));
        model.addAttribute("receipts", more ? page.subList(0, RECEIPTS) : page);
        model.addAttribute("older", more ? page.get(RECEIPTS - 1).ordinal() : null);
        model.addAttribute("behindFirst", before != null);
        return "console/receipts";
    }

    @GetMapping("/connectors/{connector}/receipts/{receipt}")
    String one(
            @PathVariable String connector,
            @PathVariable String receipt,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "0") long remark,
            Model model) {
        ConnectorName known = statuses.known(connector).name();
        KeptReceipt kept = find(known, receipt);
        Receipts.Place behind = new Receipts.Place(after, remark);
        List<Receipts.Placed> rejections = receipts.rejections(kept.receipt(), open, behind, LINES + 1);
        boolean more = rejections.size() > LINES;
        boolean first = behind.equals(Receipts.Place.START);
        model.addAttribute("connector", known.text());
        model.addAttribute("receipt", kept);
        model.addAttribute("open", open);
        model.addAttribute(
                "rejections",
                rejections.stream().limit(LINES).map(Receipts.Placed::remark).toList());
        model.addAttribute("warnings", first && !open ? receipts.warnings(kept.receipt(), LINES) : List.of());
        model.addAttribute("next", more ? rejections.get(LINES - 1).place() : null);
        model.addAttribute("behindFirst", !first);
        return "console/receipt";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/receipts/{receipt}/seen")
    String see(@PathVariable String connector, @PathVariable String receipt, Principal actor, RedirectAttributes page) {
        ConnectorName known = statuses.known(connector).name();
        KeptReceipt kept = find(known, receipt);
        refused.see(known, kept.receipt(), actor.getName());
        page.addFlashAttribute("notice", "What was refused here is not counted any more.");
        return "redirect:/connectors/" + Links.encoded(connector) + "/receipts/" + Links.encoded(receipt);
    }

    private KeptReceipt find(ConnectorName connector, String receipt) {
        return receipts.find(connector, receipt)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "There is no such receipt. They are kept as long as the activity log is."));
    }
}
