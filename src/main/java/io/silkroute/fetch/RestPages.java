package io.silkroute.fetch;

import io.silkroute.connector.config.SourceConfig;
import io.silkroute.connector.config.SourceConfig.Delta;
import io.silkroute.connector.config.SourceConfig.Next;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Any PIM that answers with pages of JSON, as its configuration says where their records are and how the next is found. */
@Component
class RestPages implements SourcePages {

    private static final String WHOLE = ".";
    private static final String LAST_RECORD = "record.";
    private static final Pattern NEXT = Pattern.compile("<([^<>]{1,4000})>\\s*;[^,]*\\brel\\s*=\\s*\"?next\"?");

    private final SourceCalls calls;

    RestPages(SourceCalls calls) {
        this.calls = calls;
    }

    @Override
    public SourceConfig.Kind kind() {
        return SourceConfig.Kind.REST;
    }

    @Override
    public List<Part> parts(SourceConfig source) {
        return List.of(new Part("records", Objects.requireNonNull(source.profile(), "checked when it was saved")));
    }

    @Override
    public Page page(Wanted wanted) {
        SourceConfig source = wanted.asked().source();
        URI address = address(source, wanted);
        SourceAnswer answer = calls.get(wanted.asked(), address);
        List<JsonNode> records = records(answer.body(), String.valueOf(source.records()));
        return new Page(records, next(source, wanted.place(), address, answer, records), answer.at());
    }

    private static URI address(SourceConfig source, Wanted wanted) {
        Next next = source.next();
        String place = wanted.place();
        if (place != null && (next.by() == Next.By.LINK || next.by() == Next.By.LINK_HEADER)) {
            return URI.create(place);
        }
        Query query = new Query(source.address());
        Delta delta = source.delta();
        Instant since = wanted.since();
        if (delta != null && since != null) {
            query.set(delta.parameter(), time(since, delta.format()));
        }
        if (next.by() == Next.By.PAGE) {
            query.set(String.valueOf(next.parameter()), place == null ? String.valueOf(next.first()) : place);
        } else if (place != null) {
            query.set(String.valueOf(next.parameter()), place);
        }
        return query.address();
    }

    static String time(Instant time, String format) {
        return switch (format) {
            case "iso" -> time.truncatedTo(ChronoUnit.SECONDS).toString();
            case "seconds" -> String.valueOf(time.getEpochSecond());
            case "millis" -> String.valueOf(time.toEpochMilli());
            default -> DateTimeFormatter.ofPattern(format, Locale.ROOT).format(time.atOffset(ZoneOffset.UTC));
        };
    }

    /** @param path such as {@code data.items}; {@code .}: the page itself */
    static List<JsonNode> records(JsonNode page, String path) {
        JsonNode list = path.equals(WHOLE) ? page : at(page, path);
        if (!list.isArray()) {
            throw new FetchFailed(
                    "The answer has no list of records %s; it has %s. Say in the source's “records” where they stand."
                            .formatted(
                                    path.equals(WHOLE) ? "as a whole" : "at “" + path + "”",
                                    page.isObject()
                                            ? String.join(
                                                    ", ",
                                                    page.propertyNames().stream()
                                                            .limit(10)
                                                            .map(ShownText::shown)
                                                            .toList())
                                            : "no fields"));
        }
        List<JsonNode> records = new ArrayList<>();
        list.forEach(records::add);
        return records;
    }

    static JsonNode at(JsonNode node, String path) {
        JsonNode here = node;
        for (String step : path.split("\\.", -1)) {
            here = here.path(step);
        }
        return here;
    }

    private static @Nullable String next(
            SourceConfig source, @Nullable String place, URI asked, SourceAnswer answer, List<JsonNode> records) {
        Next next = source.next();
        return switch (next.by()) {
            case NONE -> null;
            case LINK -> link(source, asked, at(answer.body(), String.valueOf(next.path())));
            case LINK_HEADER -> header(source, asked, answer.links());
            case PAGE -> page(next, place, answer.body(), records);
            case OFFSET ->
                records.isEmpty() ? null : String.valueOf((place == null ? 0 : Long.parseLong(place)) + records.size());
            case CURSOR -> cursor(String.valueOf(next.path()), answer.body(), records);
        };
    }

    // A page with fewer records than were asked for may have others behind it, so only an empty one is the last.
    private static @Nullable String page(Next next, @Nullable String place, JsonNode body, List<JsonNode> records) {
        long number = place == null ? next.first() : Long.parseLong(place);
        JsonNode last = next.path() == null ? body.path("") : at(body, next.path());
        boolean ended = last.isNumber() && number >= last.longValue();
        return records.isEmpty() || ended ? null : String.valueOf(number + 1);
    }

    private static @Nullable String cursor(String path, JsonNode body, List<JsonNode> records) {
        if (records.isEmpty()) {
            return null;
        }
        JsonNode value = path.startsWith(LAST_RECORD)
                ? at(records.get(records.size() - 1), path.substring(LAST_RECORD.length()))
                : at(body, path);
        if (path.startsWith(LAST_RECORD) && (value.isMissingNode() || value.isContainer())) {
            throw new FetchFailed("The last record of a page has no “%s”, by which the next page is asked for."
                    .formatted(path.substring(LAST_RECORD.length())));
        }
        return value.isMissingNode()
                        || value.isNull()
                        || value.isContainer()
                        || value.asString("").isEmpty()
                ? null
                : value.asString("");
    }

    private static @Nullable String header(SourceConfig source, URI asked, List<String> links) {
        for (String link : links) {
            Matcher next = NEXT.matcher(link);
            if (next.find()) {
                return SourceLinks.followed(source, asked, next.group(1));
            }
        }
        return null;
    }

    private static @Nullable String link(SourceConfig source, URI asked, JsonNode link) {
        JsonNode target = link.isObject() ? link.path("href") : link;
        String text = target.isString() ? target.stringValue("") : "";
        return text.isEmpty() ? null : SourceLinks.followed(source, asked, text);
    }
}
