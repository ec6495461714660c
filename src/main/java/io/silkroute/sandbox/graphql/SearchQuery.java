package io.silkroute.sandbox.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shopify's search syntax: {@code field:value}, quotes, {@code AND OR NOT -}, parentheses, comparators, {@code *} at
 * the end. A time that is not quoted is torn at its colons and does not filter, as in Shopify.
 */
public sealed interface SearchQuery {

    record All() implements SearchQuery {}

    record Term(String field, String comparator, String value, boolean quoted) implements SearchQuery {}

    record And(List<SearchQuery> parts) implements SearchQuery {}

    record Or(List<SearchQuery> parts) implements SearchQuery {}

    record Not(SearchQuery part) implements SearchQuery {}

    static SearchQuery parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new All();
        }
        return new Parser(text).or();
    }

    /** The values when this is nothing but {@code field:a OR field:b ...}, else null. */
    default @Nullable List<String> alternatives(String field) {
        List<String> values = new ArrayList<>();
        List<SearchQuery> parts = this instanceof Or or ? or.parts() : List.of(this);
        for (SearchQuery part : parts) {
            if (part instanceof Term term
                    && term.field().equals(field)
                    && term.comparator().isEmpty()
                    && !term.value().endsWith("*")) {
                values.add(term.value());
            } else {
                return null;
            }
        }
        return values;
    }

    final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        SearchQuery or() {
            List<SearchQuery> parts = new ArrayList<>();
            parts.add(and());
            while (word("OR")) {
                parts.add(and());
            }
            return parts.size() == 1 ? parts.get(0) : new Or(parts);
        }

        private SearchQuery and() {
            List<SearchQuery> parts = new ArrayList<>();
            while (true) {
                skip();
                if (at >= text.length() || text.charAt(at) == ')' || peek("OR")) {
                    break;
                }
                if (!word("AND")) {
                    parts.add(unary());
                }
            }
            return parts.isEmpty() ? new All() : parts.size() == 1 ? parts.get(0) : new And(parts);
        }

        private SearchQuery unary() {
            skip();
            if (word("NOT")) {
                return new Not(unary());
            }
            if (text.charAt(at) == '-') {
                at++;
                return new Not(unary());
            }
            if (text.charAt(at) == '(') {
                at++;
                SearchQuery inner = or();
                skip();
                if (at < text.length() && text.charAt(at) == ')') {
                    at++;
                }
                return inner;
            }
            return term();
        }

        private SearchQuery term() {
            if (quote()) {
                return new Term("", "", value(), true);
            }
            int start = at;
            while (at < text.length()
                    && !Character.isWhitespace(text.charAt(at))
                    && ":()".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(start, at);
            if (at >= text.length() || text.charAt(at) != ':') {
                if (at == start) {
                    at++; // a character no term begins with
                }
                return new Term("", "", name, false);
            }
            at++;
            StringBuilder comparator = new StringBuilder();
            while (at < text.length() && "<>=".indexOf(text.charAt(at)) >= 0) {
                comparator.append(text.charAt(at++));
            }
            boolean quoted = quote();
            return new Term(
                    name.toLowerCase(Locale.ROOT),
                    comparator.toString().replace("=", comparator.length() > 1 ? "=" : ""),
                    value(),
                    quoted);
        }

        private String value() {
            if (quote()) {
                char quote = text.charAt(at++);
                StringBuilder value = new StringBuilder();
                while (at < text.length() && text.charAt(at) != quote) {
                    if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                        at++;
                    }
                    value.append(text.charAt(at++));
                }
                at++;
                return value.toString();
            }
            StringBuilder value = new StringBuilder();
            while (at < text.length()
                    && !Character.isWhitespace(text.charAt(at))
                    && "()".indexOf(text.charAt(at)) < 0) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            return value.toString();
        }

        private boolean quote() {
            return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
        }

        private boolean peek(String word) {
            int end = at + word.length();
            return text.startsWith(word, at)
                    && (end >= text.length() || Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '(');
        }

        private boolean word(String word) {
            skip();
            if (peek(word)) {
                at += word.length();
                skip();
                return at < text.length();
            }
            return false;
        }

        private void skip() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}
