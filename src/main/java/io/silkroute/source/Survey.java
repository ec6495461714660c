package io.silkroute.source;

import io.silkroute.source.profile.Parents;
import io.silkroute.source.profile.Profile;
import io.silkroute.source.profile.Target;
import io.silkroute.source.table.Cells;
import io.silkroute.source.table.Row;
import io.silkroute.source.table.Table;
import io.silkroute.source.table.TableFile;
import io.silkroute.source.value.Decimal;
import io.silkroute.source.value.DecimalVotes;
import io.silkroute.source.value.Weight;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is learnt of a file before its first row becomes an item: the decimal sign of each column, and what later rows
 * say of earlier ones. Of a million products it holds a few dozen megabytes, and then says that it remembers no more.
 */
final class Survey {

    private static final int MOST = 300_000;
    private static final int LONGEST_VALUE = 200;

    private final Profile profile;
    private final Columns columns;
    private final Map<Integer, DecimalVotes> votes = new TreeMap<>();
    private final Map<String, List<String>> axes = new HashMap<>();
    private final Map<String, String> idsByRef = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> idsBySku = new HashMap<>();
    private final Map<String, Map<String, String>> firstValues = new HashMap<>();
    private final Map<String, Set<String>> differing = new HashMap<>();
    private final ModelLevels levels;
    private final CategoryRoots roots;
    private final RowsByText products = new RowsByText();

    /** Where a variant belongs that says nothing of it itself. */
    record Place(String product, Map<String, String> options) {}

    private Survey(Profile profile, Columns columns) {
        this.profile = profile;
        this.columns = columns;
        this.levels = new ModelLevels(columns);
        this.roots = new CategoryRoots(profile);
    }

    static Survey of(TableFile file, Profile profile, Columns columns, Instant now) throws IOException {
        Survey survey = new Survey(profile, columns);
        RowReader reader = new RowReader(profile, columns, Map.of(), survey.roots, now);
        try (Table table = file.rows()) {
            for (Row row = table.next(); row != null; row = table.next()) {
                if (row.fault() == null) {
                    survey.vote(row);
                    survey.lookForRoots(row);
                    survey.learn(reader, row);
                }
            }
        }
        survey.liftAxes();
        return survey;
    }

    // The axes of what belongs to a model are those of its root.
    private void liftAxes() {
        for (String model : levels.ids()) {
            List<String> lifted = axes.remove(model);
            if (lifted != null) {
                List<String> all = axes.computeIfAbsent(levels.root(model), root -> new ArrayList<>());
                lifted.stream().filter(axis -> !all.contains(axis)).forEach(all::add);
            }
        }
    }

    private void vote(Row row) {
        RowReader.eachVote(columns, row, column -> {
            String cell = String.valueOf(row.cell(column));
            Weight.Parts parts = Weight.parts(cell);
            votes.computeIfAbsent(column, any -> new DecimalVotes())
                    .add(parts == null || parts.unit() == null ? cell : parts.number());
        });
    }

    private void lookForRoots(Row row) {
        if (!profile.categoryCommas()) {
            return;
        }
        columns.byRule()
                .forEach((rule, bound) -> bound.forEach(one -> {
                    String cell = row.cell(one.index());
                    if (rule.target() == Target.CATEGORIES && cell != null) {
                        roots.learn(cell);
                    }
                }));
    }

    private void learn(RowReader reader, Row row) {
        if (profile.parents() == Parents.GROUPED || profile.parents() == Parents.COMBINATIONS) {
            return;
        }
        RowFields fields = reader.read(row);
        if (fields.view != null) {
            return;
        }
        String id = id(profile, fields);
        if (profile.parents() == Parents.GROUP_ID) {
            if (fields.group != null) {
                learnAxes(fields.group, fields);
                learnValues(fields.group, fields);
            }
        } else if (profile.parents() == Parents.CONFIGURABLE) {
            if (id != null && fields.configuration != null) {
                learnVariants(id, fields.configuration);
            }
        } else if (levels.is(fields)) {
            if (id != null && fields.parent != null) {
                levels.learn(id, fields.parent, row, fields.size);
            }
        } else if (isVariant(fields)) {
            if (fields.parent != null) {
                levels.learnProductOf(fields.parent, row.number());
                learnAxes(fields.parent, fields);
            }
        } else if (id != null) {
            products.put(id, row.number());
            if (profile.idsFromRef() && fields.ref != null && fields.sku != null && idsByRef.size() < MOST) {
                idsByRef.put("id:" + fields.ref, id);
            }
            if (fields.sku != null && !fields.sku.equals(id) && idsBySku.size() < MOST) {
                idsBySku.put(fields.sku, id);
            }
        }
    }

    private void learnAxes(String product, RowFields fields) {
        List<String> known = axes.get(product);
        if (known == null && axes.size() >= MOST) {
            return;
        }
        List<String> all = known == null ? new ArrayList<>() : known;
        fields.options(Map.of()).keySet().forEach(axis -> {
            if (!all.contains(axis)) {
                all.add(axis);
            }
        });
        axes.put(product, all);
    }

    private void learnValues(String group, RowFields fields) {
        if (!firstValues.containsKey(group) && firstValues.size() >= MOST) {
            return;
        }
        Map<String, String> firsts = firstValues.computeIfAbsent(group, any -> new HashMap<>());
        fields.options(Map.of()).forEach((axis, value) -> {
            String told = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
            String first = firsts.putIfAbsent(axis, told);
            if (first != null && !first.equals(told)) {
                differing.computeIfAbsent(group, any -> new LinkedHashSet<>()).add(axis);
            }
        });
    }

    // sku=A,size=M|sku=B,size=L
    private void learnVariants(String product, String configuration) {
        Set<String> all = new LinkedHashSet<>();
        for (String variant : configuration.split("\\|", -1)) {
            Map<String, String> options = new LinkedHashMap<>();
            String sku = null;
            for (String pair : variant.split(",(?=[^,=]+=)", -1)) {
                int at = pair.indexOf('=');
                String value = at < 1 ? null : Cells.value(pair.substring(at + 1));
                if (value == null) {
                    continue;
                }
                String key = pair.substring(0, at).strip();
                if (key.equalsIgnoreCase("sku")) {
                    sku = value;
                } else {
                    options.put(key, value);
                    all.add(key);
                }
            }
            if (sku != null && places.size() < MOST) {
                places.put(sku, new Place(product, options));
            }
        }
        if (axes.size() < MOST) {
            axes.put(product, new ArrayList<>(all));
        }
    }

    /** Null if the row has nothing that identifies it. */
    static @Nullable String id(Profile profile, RowFields fields) {
        if (fields.id != null) {
            return fields.id;
        }
        if (fields.sku != null) {
            return fields.sku;
        }
        return profile.idsFromRef() && fields.ref != null ? "id:" + fields.ref : null;
    }

    boolean isVariant(RowFields fields) {
        if (profile.type().equals("category")) {
            return false;
        }
        return profile.variantKinds().isEmpty()
                ? fields.parent != null
                : fields.kind != null && profile.variantKinds().contains(fields.kind);
    }

    Map<Integer, Decimal> decimals() {
        Map<Integer, Decimal> decided = new HashMap<>();
        votes.forEach((column, vote) -> {
            Decimal decimal = vote.decided();
            if (decimal != null) {
                decided.put(column, decimal);
            }
        });
        return decided;
    }

    List<String> axes(String product) {
        return axes.getOrDefault(product, List.of());
    }

    /** Those in which the rows of a group differ; all, where they differ in none, as a single row does. */
    List<String> axesThatDiffer(String group) {
        Set<String> differ = differing.getOrDefault(group, Set.of());
        return differ.isEmpty()
                ? axes(group)
                : axes(group).stream().filter(differ::contains).toList();
    }

    CategoryRoots roots() {
        return roots;
    }

    ModelLevels levels() {
        return levels;
    }

    /** The product that a variant names, by the id that it has here. */
    String product(String named) {
        String ofRef = idsByRef.get(named);
        if (ofRef != null) {
            return ofRef;
        }
        return products.first(named) > 0 ? named : idsBySku.getOrDefault(named, named);
    }

    boolean has(String product) {
        return products.full() || products.first(product) > 0;
    }

    @Nullable
    Place place(String sku) {
        return places.get(sku);
    }

    boolean isFull() {
        return axes.size() >= MOST
                || places.size() >= MOST
                || idsByRef.size() >= MOST
                || idsBySku.size() >= MOST
                || levels.isFull();
    }
}
