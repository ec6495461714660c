package io.silkroute.source;

import io.silkroute.source.profile.ColumnRule;
import io.silkroute.source.profile.HeaderPattern;
import io.silkroute.source.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of a file's columns are what, by a profile. */
final class Columns {

    /** @param suffix the currency, unit or locale that stands behind the column's name */
    record Bound(
            int index,
            String header,
            ColumnRule rule,
            @Nullable String suffix,
            Map<String, String> placeholders) {

        int number() {
            return Integer.parseInt(placeholders.getOrDefault("n", "0"));
        }
    }

    private final Map<ColumnRule, List<Bound>> byRule = new LinkedHashMap<>();
    private final List<Integer> others = new ArrayList<>();
    private final List<String> headers;

    Columns(Profile profile, List<String> headers) {
        this.headers = headers;
        Set<Integer> used = new HashSet<>();
        for (ColumnRule rule : profile.columns()) {
            List<Bound> bound = bind(rule, headers);
            if (!bound.isEmpty()) {
                byRule.put(rule, bound);
                bound.forEach(one -> used.add(one.index()));
            }
        }
        for (int i = 0; i < headers.size(); i++) {
            if (!used.contains(i) && !headers.get(i).isEmpty()) {
                others.add(i);
            }
        }
    }

    private static List<Bound> bind(ColumnRule rule, List<String> headers) {
        List<Bound> bound = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (HeaderPattern pattern : rule.from()) {
            List<Bound> ofName = new ArrayList<>();
            for (int i = 0; i < headers.size(); i++) {
                HeaderPattern.Match match = pattern.match(headers.get(i));
                if (match != null && taken.add(i)) {
                    ofName.add(new Bound(i, headers.get(i), rule, match.suffix(), match.placeholders()));
                }
            }
            ofName.sort(Comparator.comparingInt(Bound::number)); // a stable sort: else as they stand
            bound.addAll(ofName);
        }
        return bound;
    }

    Map<ColumnRule, List<Bound>> byRule() {
        return byRule;
    }

    /** Those that no rule names. */
    List<Integer> others() {
        return others;
    }

    String header(int column) {
        return headers.get(column);
    }

    List<String> headers() {
        return headers;
    }
}
