package io.silkroute.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the shop must hold in the end: every product that was pushed, as it was pushed last, and nothing else. */
final class Expected {

    private final Catalogue catalogue;
    private final Map<String, Integer> lines = new HashMap<>();

    Expected(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    void load(String load, int from, int copies) {
        for (int copy = from; copy < from + copies; copy++) {
            for (int family = 0; family < catalogue.productsOfACopy(); family++) {
                revise(family, load, copy, "");
            }
        }
    }

    void revise(int family, String load, int copy, String revision) {
        lines.put(
                catalogue.productId(family, load, copy),
                catalogue.expected(family, load, copy, revision).hashCode());
    }

    /** {@code "equal (1,234 products)"}, or how it differs, with an example. */
    String compare(Shops shop) throws IOException {
        List<String> held = shop.products();
        int different = 0;
        String example = "";
        for (String line : held) {
            Integer expected = lines.get(line.substring(0, Math.max(0, line.indexOf('\t'))));
            if (expected == null || expected != line.hashCode()) {
                different++;
                example = (expected == null ? "not expected: " : "not as expected: ") + line;
            }
        }
        int missing = lines.size() - held.size();
        return different == 0 && missing == 0
                ? Figures.EQUAL + " (" + held.size() + " products)"
                : Figures.DIFFERS + ": " + different + " of " + held.size() + " not as expected, " + lines.size()
                        + " expected; " + example;
    }
}
