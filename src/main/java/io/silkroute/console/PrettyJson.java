package io.silkroute.console;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** JSON as people read it: indented, and cut off where a page would become too long. */
@Component
public class PrettyJson {

    private static final int LONGEST = 200_000;

    private final ObjectReader reader;
    private final ObjectWriter writer;

    PrettyJson(ObjectMapper json) {
        this.reader = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.writer = json.writerWithDefaultPrettyPrinter();
    }

    public String of(@Nullable JsonNode node) {
        if (node == null) {
            return "";
        }
        try {
            return cut(node.isString() ? node.asString("") : writer.writeValueAsString(node));
        } catch (JacksonException e) {
            return cut(node.toString());
        }
    }

    public String of(String text) {
        try {
            return of(reader.readTree(text));
        } catch (JacksonException noJson) {
            return cut(text);
        }
    }

    /** Any value, as it is written as JSON. */
    public String ofValue(Object value) {
        return cut(writer.writeValueAsString(value));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n… cut off; the API has all of it";
    }
}
