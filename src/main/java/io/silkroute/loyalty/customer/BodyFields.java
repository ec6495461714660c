package io.silkroute.loyalty.customer;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** The fields of a body: each is one that is known, and none is read as something that it does not say. */
final class BodyFields {

    private static final int LONGEST_NUMBER = 40;

    private final JsonNode body;

    BodyFields(JsonNode body, String... known) {
        this.body = body;
        List<String> names = Arrays.asList(known);
        if (!body.isObject()) {
            throw refused("The body is an object with " + String.join(", ", names) + ".");
        }
        for (String name : body.propertyNames()) {
            if (!names.contains(name)) {
                throw refused("There is no \"" + name + "\" here; there are " + String.join(", ", names) + ".");
            }
        }
    }

    /** Empty: it is not given. */
    String text(String field) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isString()) {
            throw refused("\"" + field + "\" must be a text.");
        }
        return value.asString("").strip();
    }

    /** A number, a text that is one, or {@code {"amount":"5.00","currency":"EUR"}}. */
    BigDecimal amount(String field) {
        JsonNode value = body.path(field).isObject() ? body.path(field).path("amount") : body.path(field);
        String text = value.isNumber()
                ? value.decimalValue().toPlainString()
                : value.asString("").strip();
        if (text.length() > LONGEST_NUMBER || !text.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
            throw refused("\"" + field + "\" must be an amount such as 5.00 or -5.00.");
        }
        return new BigDecimal(text);
    }

    /** Null: it is not given. */
    @Nullable
    Instant time(String field) {
        String text = text(field);
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            throw refused("\"" + field + "\" must be a time such as 2026-12-31T23:00:00Z.");
        }
    }

    private static ResponseStatusException refused(String sentence) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, sentence);
    }
}
