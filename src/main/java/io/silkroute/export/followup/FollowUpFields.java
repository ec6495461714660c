package io.silkroute.export.followup;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The keys of a payload that are not for the mutation that writes the object. */
public final class FollowUpFields {

    public static final String TRANSLATIONS = "translations";

    /** Of variants, by list and PIM id: {@code {"USD 123": {"RED-S": {"price": "139.00"}}}}. */
    public static final String PRICE_LISTS = "priceLists";

    public static final Set<String> NAMES = Set.of(TRANSLATIONS, PRICE_LISTS);

    private FollowUpFields() {}

    /** Takes them out of an input. */
    public static ObjectNode takeOut(ObjectNode input) {
        return input.remove(NAMES);
    }
}
