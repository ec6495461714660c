package io.silkroute.sandbox.pricelist;

import io.silkroute.sandbox.shop.InSandbox;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page on which a person sees the shop's price lists, and makes one. */
@Controller
@InSandbox
class PriceListPages {
    private static final int SIZE = 100;

    private final PriceLists lists;

    PriceListPages(PriceLists lists) {
        this.lists = lists;
    }

    record Row(String name, String currency, int prices, List<FixedPrice> shown) {}

    @GetMapping("/sandbox/price-lists")
    String lists(Model model) {
        model.addAttribute("domain", lists.shop().domain());
        model.addAttribute("rows", lists.all().values().stream().map(this::row).toList());
        return "sandbox/price-lists";
    }

    private Row row(PriceList list) {
        List<FixedPrice> held = lists.of(list);
        return new Row(list.name(), list.currency(), held.size(), held.subList(0, Math.min(SIZE, held.size())));
    }

    /** As a merchant does it, for a market. */
    @PostMapping("/sandbox/price-lists")
    String make(@RequestParam String name, @RequestParam String currency) {
        try {
            lists.shop()
                    .write(() ->
                            lists.make(name.strip(), currency.strip().toUpperCase(Locale.ROOT), PriceList.OF_MARKET));
        } catch (IllegalArgumentException refused) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, refused.getMessage());
        }
        return "redirect:/sandbox/price-lists";
    }
}
