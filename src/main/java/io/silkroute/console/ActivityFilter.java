package io.silkroute.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The filter of the activity page as it stands in the page's address; what is left empty filters nothing. */
public final class ActivityFilter {

    private static final List<String> FIELDS =
            List.of("q", "item", "type", "outcome", "cause", "kind", "run", "since", "until");
    private static final String LOCAL_TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?";

    private final String connector;
    private final Map<String, String> given;
    private final @Nullable String cursor;

    private ActivityFilter(String connector, Map<String, String> given, @Nullable String cursor) {
        this.connector = connector;
        this.given = given;
        this.cursor = cursor;
    }

    static ActivityFilter of(String connector, Map<String, String[]> parameters) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String[] values = parameters.get(field);
            if (values != null && !values[0].isBlank()) {
                given.put(field, field.equals("item") ? values[0] : values[0].strip());
            }
        }
        String[] cursor = parameters.get("cursor");
        return new ActivityFilter(connector, given, cursor == null || cursor[0].isEmpty() ? null : cursor[0]);
    }

    public String get(String field) {
        return given.getOrDefault(field, "");
    }

    public boolean any() {
        return !given.isEmpty();
    }

    public boolean behindFirst() {
        return cursor != null;
    }

    /** As {@code GET /api/activity} takes them. */
    Map<String, String[]> parameters() {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        parameters.put("connector", new String[] {connector});
        given.forEach((field, value) -> parameters.put(field, new String[] {withOffset(field, value)}));
        if (cursor != null) {
            parameters.put("cursor", new String[] {cursor});
        }
        return parameters;
    }

    /** The same filter's next page. */
    String address(String next) {
        Map<String, String> all = new LinkedHashMap<>(given);
        all.put("cursor", next);
        return "/connectors/" + Links.encoded(connector) + "/activity?" + query(all);
    }

    /** Everything that the filter finds. */
    String csv() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("connector", connector);
        given.forEach((field, value) -> all.put(field, withOffset(field, value)));
        return "/api/activity.csv?" + query(all);
    }

    // A browser's field for a time has no offset; the page says that it means UTC.
    private static String withOffset(String field, String value) {
        return (field.equals("since") || field.equals("until")) && value.matches(LOCAL_TIME) ? value + "Z" : value;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + Links.encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }
}
