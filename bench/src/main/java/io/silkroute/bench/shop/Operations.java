package io.silkroute.bench.shop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which operation a document is: its first root field. */
final class Operations {

    private static final Pattern ROOT = Pattern.compile("\\{\\s*(?:\\w+\\s*:\\s*)?(\\w+)");
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private Operations() {}

    static String of(String document) {
        return KNOWN.computeIfAbsent(document, text -> {
            Matcher root = ROOT.matcher(text.replaceAll("#[^\\n]*", ""));
            return root.find() ? root.group(1) : "";
        });
    }
}
