package io.silkroute.source;

import io.silkroute.source.profile.Profile;
import io.silkroute.source.table.Cells;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a comma may stand in a category's name as well as between two paths: it parts paths only if a path of the file
 * begins with each part's first step and has no comma.
 */
final class CategoryRoots {

    private static final int MOST = 10_000;

    private final String step;
    private final Set<String> roots = new HashSet<>();

    CategoryRoots(Profile profile) {
        String path = profile.categoryPath();
        this.step = path == null ? "" : path;
    }

    void learn(String cell) {
        if (cell.indexOf(',') < 0 && roots.size() < MOST) {
            roots.add(root(cell));
        }
    }

    /** The paths that a cell names. */
    List<String> paths(String cell) {
        List<String> parts = new ArrayList<>();
        for (String part : cell.split(",", -1)) {
            String path = Cells.value(part);
            if (path != null && !roots.contains(root(path))) {
                return List.of(cell);
            }
            if (path != null) {
                parts.add(path);
            }
        }
        return parts;
    }

    private String root(String path) {
        int end = step.isEmpty() ? -1 : path.indexOf(step);
        return (end < 0 ? path : path.substring(0, end)).strip();
    }
}
