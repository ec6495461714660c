package io.silkroute.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Categories and their parents, read level by level as far as they are needed. */
final class CategoryTree {

    private static final int DEEPEST = 100;

    private final Function<Collection<String>, Map<String, String>> stored;

    /** @param stored the parents of some categories, by category */
    CategoryTree(Function<Collection<String>, Map<String, String>> stored) {
        this.stored = stored;
    }

    /** Which of these categories are their own ancestors, each with the way back to itself. */
    Map<String, List<String>> cycles(Map<String, String> parents) {
        Map<String, String> known = new HashMap<>(parents);
        Set<String> looked = new HashSet<>(parents.keySet());
        Set<String> level = new LinkedHashSet<>(parents.values());
        for (int depth = 0; depth < DEEPEST && looked.addAll(level); depth++) {
            level.removeIf(known::containsKey);
            Map<String, String> above = stored.apply(level);
            known.putAll(above);
            level = new LinkedHashSet<>(above.values());
            level.removeAll(looked);
        }
        Map<String, List<String>> cycles = new LinkedHashMap<>();
        parents.keySet().forEach(category -> {
            List<String> way = way(category, known);
            if (way.get(way.size() - 1).equals(category) && way.size() > 1) {
                cycles.put(category, way);
            }
        });
        return cycles;
    }

    private static List<String> way(String category, Map<String, String> parents) {
        List<String> way = new ArrayList<>(List.of(category));
        Set<String> passed = new HashSet<>();
        String parent = parents.get(category);
        while (parent != null && passed.add(parent)) {
            way.add(parent);
            if (parent.equals(category)) {
                break;
            }
            parent = parents.get(parent);
        }
        return way;
    }
}
