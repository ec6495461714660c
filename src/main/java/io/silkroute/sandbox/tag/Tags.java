package io.silkroute.sandbox.tag;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Tags as Shopify keeps them: trimmed, the first spelling of each, sorted. */
public final class Tags {
    private Tags() {}

    public static List<String> clean(Iterable<String> given) {
        TreeSet<String> tags = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String tag : given) {
            // A comma separates tags wherever Shopify takes them.
            for (String part : tag.split(",", -1)) {
                if (!part.isBlank()) {
                    tags.add(part.strip());
                }
            }
        }
        return List.copyOf(tags);
    }

    public static List<String> with(List<String> tags, List<String> added) {
        List<String> all = new ArrayList<>(tags);
        all.addAll(added);
        return clean(all);
    }

    public static List<String> without(List<String> tags, List<String> removed) {
        List<String> left = new ArrayList<>(tags);
        List<String> gone = clean(removed);
        for (Iterator<String> each = left.iterator(); each.hasNext(); ) {
            String tag = each.next();
            if (gone.stream().anyMatch(tag::equalsIgnoreCase)) {
                each.remove();
            }
        }
        return left;
    }
}
