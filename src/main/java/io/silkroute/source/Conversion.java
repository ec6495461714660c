package io.silkroute.source;

import io.silkroute.source.profile.ColumnRule;
import io.silkroute.source.profile.Parents;
import io.silkroute.source.profile.Profile;
import io.silkroute.source.profile.Target;
import io.silkroute.source.table.Row;
import io.silkroute.source.table.Table;
import io.silkroute.source.table.TableFile;
import io.silkroute.source.table.UnreadableTable;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows made items, one after the other as they are asked for: what a file holds is never in memory as a whole. Each row
 * becomes items, is refused with a reason, or is skipped because its profile says so.
 */
public final class Conversion implements Closeable {

    private static final List<String> OF_PRODUCTS = List.of("product", "variant");

    private static final Pattern OF_PRICES =
            Pattern.compile("(?:price|preis|prix|tarif)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final Profile profile;
    private final Columns columns;
    private final TableFile file;
    private final Table table;
    private final RowReader reader;
    private final Assembly assembly;
    private final ModelLevels levels;
    private final LiveItems gone;
    private final Queue<Converted> ready = new ArrayDeque<>();
    private boolean variants; // did any come?
    private boolean ended;
    private long rows;
    private long skipped;
    private long views;
    private @Nullable GoneItems removals;

    Conversion(TableFile file, Profile profile, boolean full, KnownProducts known, LiveItems live, Instant now)
            throws IOException {
        this.profile = profile;
        this.file = file;
        this.columns = new Columns(profile, file.columns());
        Survey survey = Survey.of(file, profile, columns, now);
        this.levels = survey.levels();
        this.reader = new RowReader(profile, columns, survey.decimals(), survey.roots(), now);
        this.assembly = assembly(profile, survey, known, this::add);
        this.gone = full ? live : LiveItems.NONE;
        file.guesses().forEach(guess -> ready.add(new Converted.Warned(ofFile(guess))));
        if (survey.isFull()) {
            ready.add(new Converted.Warned(ofFile(
                    "The file is so large that of its later products not all axes and variants are known; part it.")));
        }
        lookForPrices();
        this.table = file.rows();
    }

    private static Assembly assembly(Profile profile, Survey survey, KnownProducts known, Consumer<Converted> out) {
        return switch (profile.parents()) {
            case COLUMN -> new VariantsByColumn(profile, survey, out);
            case GROUPED -> new NeighbouringRows(profile, survey, out);
            case GROUP_ID -> new VariantsByGroup(profile, survey, out);
            case CONFIGURABLE -> new ListedVariants(profile, survey, out);
            case COMBINATIONS -> new Combinations(profile, survey, known, out);
        };
    }

    private static Fault ofFile(String sentence) {
        return new Fault(1, null, null, null, null, sentence);
    }

    /** Null at the end. @throws Unconvertible if the file cannot be read on */
    public @Nullable Converted next() {
        while (ready.isEmpty() && !ended) {
            read(row());
        }
        Converted next = ready.poll();
        return next != null ? next : removals == null ? null : removals.next();
    }

    private void add(Converted one) {
        variants |= one instanceof Converted.Made made
                && made.item().path("type").asString("").equals("variant");
        ready.add(one);
    }

    private @Nullable Row row() {
        try {
            return table.next();
        } catch (UnreadableTable broken) {
            throw Unconvertible.unreadable(broken);
        }
    }

    private void read(@Nullable Row row) {
        if (row == null) {
            assembly.end();
            ended = true;
            conclude();
            return;
        }
        rows++;
        RowFields fields = reader.read(row);
        if (fields.parent != null && levels.isBelowOne(fields)) {
            fields = reader.read(levels.completed(row, fields.parent));
        }
        if (row.fault() == null && fields.view != null) {
            views++;
        } else if (row.fault() == null && fields.kind != null && profile.skip().contains(fields.kind)) {
            skipped++;
        } else {
            assembly.row(fields);
        }
    }

    private void conclude() {
        if (skipped > 0) {
            ready.add(new Converted.Warned(ofFile("%d rows were left out, as the profile %s says: they are one of %s."
                    .formatted(
                            skipped,
                            profile.name(),
                            String.join(", ", profile.skip().stream().sorted().toList())))));
        }
        if (views > 0) {
            ready.add(new Converted.Warned(ofFile(
                    "%d rows of single store views or languages were left out; only rows for all of them are taken."
                            .formatted(views))));
        }
        if (gone == LiveItems.NONE) {
            return;
        }
        String kept = kept();
        if (kept != null) {
            ready.add(new Converted.Warned(ofFile(kept)));
            return;
        }
        removals = new GoneItems(held(), gone, assembly);
    }

    /** Why nothing can be said to be gone; null if it can. */
    private @Nullable String kept() {
        if (rows == 0) {
            return "The file is said to be full and holds no row; nothing was taken for gone.";
        }
        if (assembly.doubtful() > 0) {
            return "Nothing was taken for gone, although the file is said to be full: of refused rows, such as row %d, it cannot be said which items they are."
                    .formatted(assembly.doubtful());
        }
        return assembly.remembersAll()
                ? null
                : "Nothing was taken for gone, although the file is said to be full: it holds more items than can be compared.";
    }

    // Of a kind that such a file never holds nothing is gone because it does not hold it.
    private List<String> held() {
        if (profile.type().equals("category")) {
            return List.of("category");
        }
        if (profile.parents() == Parents.COMBINATIONS) {
            return List.of("variant");
        }
        return variants ? OF_PRODUCTS : List.of("product");
    }

    // A price that stands under a name of its own would be missed only in the shop.
    private void lookForPrices() {
        List<ColumnRule> prices = profile.columns().stream()
                .filter(rule -> rule.target() == Target.PRICE)
                .toList();
        if (profile.knownByPrice() && prices.stream().noneMatch(columns.byRule()::containsKey)) {
            ready.add(new Converted.Warned(
                    ofFile("No column is known as a price, so the items have none. Name it Price, or in a profile.")));
        }
        if (profile.others() && !prices.isEmpty()) {
            columns.others().stream()
                    .map(columns::header)
                    .filter(header -> OF_PRICES.matcher(header).matches())
                    .limit(20)
                    .forEach(header -> ready.add(new Converted.Warned(
                            ofFile("The column “%s” became an attribute, and no price.".formatted(header)))));
        }
    }

    public Profile profile() {
        return profile;
    }

    /** How many rows were read so far. */
    public long rows() {
        return rows;
    }

    /** Each header with what its column is, such as {@code price}; empty if it is nothing to the profile. */
    public Map<String, String> uses() {
        Map<String, String> uses = new LinkedHashMap<>();
        for (int i = 0; i < columns.headers().size(); i++) {
            int column = i;
            List<String> keys = columns.byRule().entrySet().stream()
                    .filter(rule -> rule.getValue().stream().anyMatch(bound -> bound.index() == column))
                    .map(rule -> rule.getKey().key())
                    .toList();
            String other = profile.others() ? "attributes" : "";
            uses.putIfAbsent(columns.header(i), keys.isEmpty() ? other : String.join(", ", keys));
        }
        return uses;
    }

    @Override
    public void close() throws IOException {
        try {
            table.close();
        } finally {
            file.close();
        }
    }
}
