package io.silkroute.sandbox.graphql;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the terms of a search query are compared with what an object has. */
public final class SearchTerms {
    private static final long DAY = 86_400_000L;

    private SearchTerms() {}

    /** A term's test on one object; null when the field is not known, which Shopify ignores. */
    public interface Terms<T> {
        @Nullable
        Boolean test(T candidate, SearchQuery.Term term);
    }

    public static <T> Predicate<T> predicate(SearchQuery query, Terms<T> terms) {
        if (query instanceof SearchQuery.Term term) {
            return candidate -> {
                Boolean matches = terms.test(candidate, term);
                return matches == null || matches;
            };
        }
        if (query instanceof SearchQuery.And and) {
            List<Predicate<T>> parts =
                    and.parts().stream().map(part -> predicate(part, terms)).toList();
            return candidate -> parts.stream().allMatch(part -> part.test(candidate));
        }
        if (query instanceof SearchQuery.Or or) {
            List<Predicate<T>> parts =
                    or.parts().stream().map(part -> predicate(part, terms)).toList();
            return candidate -> parts.stream().anyMatch(part -> part.test(candidate));
        }
        if (query instanceof SearchQuery.Not not) {
            return Predicate.not(predicate(not.part(), terms));
        }
        return candidate -> true;
    }

    public static boolean equal(String held, SearchQuery.Term term) {
        String wanted = term.value();
        if (wanted.equals("*")) {
            return !held.isEmpty();
        }
        if (wanted.endsWith("*") && !term.quoted()) {
            return held.regionMatches(true, 0, wanted, 0, wanted.length() - 1);
        }
        return held.equalsIgnoreCase(wanted);
    }

    /** One of the values that the term names, separated by commas. */
    public static boolean oneOf(String held, SearchQuery.Term term) {
        for (String wanted : term.value().split(",", -1)) {
            if (equal(held, new SearchQuery.Term(term.field(), term.comparator(), wanted.strip(), term.quoted()))) {
                return true;
            }
        }
        return false;
    }

    public static boolean words(String held, SearchQuery.Term term) {
        String wanted = term.value().toLowerCase(Locale.ROOT);
        String text = held.toLowerCase(Locale.ROOT);
        if (term.quoted()) {
            return text.contains(wanted);
        }
        String start = wanted.endsWith("*") ? wanted.substring(0, wanted.length() - 1) : wanted;
        for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            int end = at + start.length();
            boolean ends = end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && (ends || wanted.endsWith("*"))) {
                return true;
            }
        }
        return false;
    }

    public static boolean compare(long held, SearchQuery.Term term) {
        try {
            long wanted = Long.parseLong(term.value().substring(term.value().lastIndexOf('/') + 1));
            return ordered(Long.compare(held, wanted), term.comparator());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    public static boolean amount(BigDecimal held, SearchQuery.Term term) {
        try {
            return ordered(held.compareTo(new BigDecimal(term.value())), term.comparator());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Some times are compared by their days alone. */
    public static boolean day(long held, SearchQuery.Term term) {
        Long wanted = millis(term.value());
        if (wanted == null || !term.quoted() && term.value().indexOf(':') >= 0) {
            return true;
        }
        return ordered(Long.compare(Math.floorDiv(held, DAY), Math.floorDiv(wanted, DAY)), term.comparator());
    }

    public static boolean time(long held, SearchQuery.Term term) {
        Long wanted = millis(term.value());
        if (wanted == null || !term.quoted() && term.value().indexOf(':') >= 0) {
            return true;
        }
        return ordered(Long.compare(held / 1000, wanted / 1000), term.comparator());
    }

    private static @Nullable Long millis(String value) {
        try {
            return value.length() == 10
                    ? LocalDate.parse(value)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : value.endsWith("Z")
                            ? Instant.parse(value).toEpochMilli()
                            : OffsetDateTime.parse(value).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean ordered(int compared, String comparator) {
        return switch (comparator) {
            case ">" -> compared > 0;
            case ">=" -> compared >= 0;
            case "<" -> compared < 0;
            case "<=" -> compared <= 0;
            default -> compared == 0;
        };
    }
}
