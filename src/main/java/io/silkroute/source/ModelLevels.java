package io.silkroute.source;

import io.silkroute.source.Columns.Bound;
import io.silkroute.source.profile.ColumnRule;
import io.silkroute.source.profile.Target;
import io.silkroute.source.table.Row;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Product models between a root and its products: they are no items, what they say is said of the products below. */
final class ModelLevels {

    private static final long MOST_CHARACTERS = 32L << 20;
    private static final int DEEPEST = 5;
    private static final Set<Target> ITS_OWN = EnumSet.of(
            Target.ID, Target.REF, Target.KIND, Target.VIEW, Target.PARENT, Target.MODEL, Target.SKU, Target.BARCODE);

    private final Columns columns;
    private final Map<String, Level> levels = new HashMap<>();
    private final RowsByText named = new RowsByText();
    private final Set<Integer> itsOwn = new HashSet<>();
    private final List<Bound> parents = new ArrayList<>();
    private long held;

    private record Level(String parent, Row row) {}

    ModelLevels(Columns columns) {
        this.columns = columns;
        columns.byRule().forEach(this::look);
    }

    private void look(ColumnRule rule, List<Bound> bound) {
        if (ITS_OWN.contains(rule.target())) {
            bound.forEach(one -> itsOwn.add(one.index()));
        }
        if (rule.target() == Target.PARENT) {
            parents.addAll(bound);
        }
    }

    /** Is a row such a model? */
    boolean is(RowFields fields) {
        return fields.model != null && fields.sku == null && fields.parent != null;
    }

    void learn(String id, String parent, Row row, long size) {
        held += size;
        if (held <= MOST_CHARACTERS) {
            levels.put(id, new Level(parent, row));
        }
    }

    void learnProductOf(String parent, long row) {
        named.put(parent, row);
    }

    boolean isFull() {
        return held > MOST_CHARACTERS;
    }

    /** Does a product of the file belong to it? */
    boolean hasProducts(String id) {
        return named.full() || named.first(id) > 0;
    }

    Set<String> ids() {
        return levels.keySet();
    }

    boolean isBelowOne(RowFields fields) {
        return fields.parent != null && levels.containsKey(fields.parent) && !is(fields);
    }

    /** The product to which what names a model belongs. */
    String root(String named) {
        String root = named;
        for (int i = 0; i < DEEPEST && levels.containsKey(root); i++) {
            root = above(root).parent();
        }
        return root;
    }

    private Level above(String id) {
        Level level = levels.get(id);
        if (level == null) {
            throw new IllegalStateException("no such model");
        }
        return level;
    }

    /** A product's row with what the models above it say and it does not; it names its root. */
    Row completed(Row row, String parent) {
        List<@Nullable String> cells = new ArrayList<>(row.cells());
        Set<Integer> numbers = new HashSet<>(row.numbers());
        Map<Integer, String> faults = new TreeMap<>(row.faults());
        String above = parent;
        for (int i = 0; i < DEEPEST && levels.containsKey(above); i++) {
            Level level = above(above);
            inherit(level.row(), cells, numbers, faults);
            above = level.parent();
        }
        for (Bound one : parents) {
            if (row.cell(one.index()) != null) {
                cells.set(one.index(), above);
            }
        }
        return new Row(row.number(), cells, row.fault(), numbers, faults);
    }

    private void inherit(Row model, List<@Nullable String> cells, Set<Integer> numbers, Map<Integer, String> faults) {
        for (int i = 0; i < columns.headers().size(); i++) {
            if (i >= cells.size() || cells.get(i) != null || faults.containsKey(i) || itsOwn.contains(i)) {
                continue;
            }
            cells.set(i, model.cell(i));
            if (model.isNumber(i)) {
                numbers.add(i);
            }
            String fault = model.faults().get(i);
            if (fault != null) {
                faults.put(i, fault);
            }
        }
    }
}
