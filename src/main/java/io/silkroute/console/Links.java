package io.silkroute.console;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Addresses of the console's pages that an id is part of. */
@Component("links")
public class Links {

    // What a browser, a proxy or the firewall would take for a part of the path, or refuse in it.
    private static final Pattern ODD = Pattern.compile("\\.{1,2}|.*[/\\\\;\\p{Cntrl}\u2028\u2029].*", Pattern.DOTALL);

    private static final Pattern RECEIPT = Pattern.compile("\\{\"receipt\":\"([0-9a-f-]{36})\"}");

    /** An id that cannot stand in a path comes as a parameter; the page is the same. */
    public String item(String connector, String type, String id) {
        String known = "/connectors/" + encoded(connector);
        return ODD.matcher(id).matches()
                ? known + "/item?type=" + encoded(type) + "&id=" + encoded(id)
                : known + "/items/" + encoded(type) + "/" + encoded(id);
    }

    public String run(String id) {
        return "/runs/" + encoded(id);
    }

    public String receipt(String connector, String receipt) {
        return "/connectors/" + encoded(connector) + "/receipts/" + encoded(receipt);
    }

    /** Where the receipt is that a line of the activity log names; null when it names none. */
    public @Nullable String receiptOf(@Nullable String connector, @Nullable String detail) {
        if (connector == null || detail == null) {
            return null;
        }
        Matcher receipt = RECEIPT.matcher(detail);
        return receipt.matches() ? receipt(connector, receipt.group(1)) : null;
    }

    public static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
