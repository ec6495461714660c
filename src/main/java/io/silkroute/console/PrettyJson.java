package io.silkroute.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

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
            return cut(node.isTextual() ? node.asText() : writer.writeValueAsString(node));
        } catch (JsonProcessingException e) {
            return cut(node.toString());
        }
    }

    public String of(String text) {
        try {
            return of(reader.readTree(text));
        } catch (JsonProcessingException noJson) {
            return cut(text);
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n… cut off; the API has all of it";
    }
}
