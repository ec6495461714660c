package io.silkroute.source;

import io.silkroute.disk.ScratchFolder;
import io.silkroute.source.profile.Profile;
import io.silkroute.source.profile.Profiles;
import io.silkroute.source.table.Cells;
import io.silkroute.source.table.Opener;
import io.silkroute.source.table.Scratch;
import io.silkroute.source.table.TableFile;
import io.silkroute.source.table.Tables;
import io.silkroute.source.table.UnreadableTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files of rows: which of them are taken, which profile is theirs, and what comes of them. */
@Component
public class SourceFiles {

    private static final Set<String> ENDINGS = Set.of(".csv", ".tsv", ".txt", ".tab", ".xml", ".xlsx");
    private static final Pattern FULL = Pattern.compile(".+[._-]full(?:\\.[a-z]+){1,2}");
    private static final int LONGEST_HEADER = 1_000;
    private static final int SHOWN = 12;

    private final Profiles profiles;
    private final Clock clock;
    private final ScratchFolder scratch;

    public SourceFiles(Profiles profiles, Clock clock, ScratchFolder scratch) {
        this.profiles = profiles;
        this.clock = clock;
        this.scratch = scratch;
    }

    /** By its name, {@code .gz} left aside. */
    public static boolean takes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        return ENDINGS.stream().anyMatch(plain::endsWith);
    }

    /** Does a file's name end with the word that says that it holds everything? As in {@code products.full.csv}. */
    public static boolean full(String name) {
        return FULL.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * @param profile by its name; null: the one that knows the file's header
     * @param extent is gone what it does not hold?
     * @throws Unconvertible if nothing can be made of it
     */
    public Conversion open(Opener file, @Nullable String profile, Extent extent, KnownProducts known, LiveItems live) {
        return open(profiles.now(), file, profile, extent, known, live, clock.instant(), scratch::make);
    }

    static Conversion open(
            Profiles.Known all,
            Opener file,
            @Nullable String profile,
            Extent extent,
            KnownProducts known,
            LiveItems live,
            Instant now,
            Scratch scratch) {
        try {
            TableFile table = Tables.of(file, records(all, profile), all::knows, scratch);
            boolean opened = false;
            try {
                requireShort(table.columns());
                Profile chosen = profile == null ? recognized(all, table) : named(all, profile, table);
                if (extent == Extent.FULL && chosen.partial()) {
                    throw new Unconvertible(
                            "Never a full file",
                            "A file of the profile %s holds a part of the catalogue, so what it does not hold cannot be taken for gone. Send it without “full”."
                                    .formatted(chosen.name()));
                }
                boolean full = extent == Extent.FULL || extent == Extent.AS_PROFILED && chosen.full();
                Conversion conversion = new Conversion(table, chosen, full, known, live, now);
                opened = true;
                return conversion;
            } finally {
                if (!opened) {
                    table.close();
                }
            }
        } catch (UnreadableTable broken) {
            throw Unconvertible.unreadable(broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Collection<String> records(Profiles.Known all, @Nullable String profile) {
        return profile == null
                ? all.records()
                : all.named(profile).map(Profile::records).orElse(List.of());
    }

    /** Is JSON no list of items of our form, but one of records, of which a profile says where they stand and what they are? */
    public boolean holdsRecords(Opener file) {
        Profiles.Known all = profiles.now();
        if (all.records().isEmpty()) {
            return false;
        }
        try (TableFile table = Tables.of(file, all.records(), all::knows, scratch::make)) {
            List<String> columns = table.columns();
            boolean items = columns.contains("type") && columns.contains("id");
            return !items && all.of(columns).isPresent();
        } catch (UnreadableTable | IOException | UncheckedIOException unreadable) {
            return false; // whoever reads it as items says what is wrong with it
        }
    }

    private static void requireShort(List<String> columns) {
        for (String column : columns) {
            if (column.length() > LONGEST_HEADER) {
                throw new Unconvertible(
                        "Unknown columns",
                        "The header “%s” is longer than %d characters.".formatted(cut(column), LONGEST_HEADER));
            }
        }
    }

    private static Profile recognized(Profiles.Known all, TableFile table) {
        return all.of(table.columns())
                .orElseThrow(() -> new Unconvertible(
                        "Unknown columns",
                        "No profile knows a file with the columns %s. Known are exports of %s. Write a profile of your own into sources/, or name the columns as the profile plain does: sku, name, price.%s"
                                .formatted(shown(table.columns()), String.join(", ", all.names()), unusable(all))));
    }

    private static String unusable(Profiles.Known all) {
        return all.errors().entrySet().stream()
                .map(one -> " The profile %s cannot be used: %s"
                        .formatted(one.getKey(), one.getValue().get(0)))
                .collect(Collectors.joining());
    }

    private static Profile named(Profiles.Known all, String name, TableFile table) {
        Profile profile = all.named(name)
                .orElseThrow(() -> new Unconvertible(
                        "Unknown profile",
                        "There is no profile “%s” that can be used. There are: %s.%s"
                                .formatted(cut(name), String.join(", ", all.names()), unusable(all))));
        if (new Columns(profile, table.columns()).byRule().isEmpty()) {
            throw new Unconvertible(
                    "Unknown columns",
                    "The profile %s knows none of the columns %s.".formatted(name, shown(table.columns())));
        }
        return profile;
    }

    private static String shown(List<String> columns) {
        String first = columns.stream().limit(SHOWN).map(SourceFiles::cut).collect(Collectors.joining(", "));
        return columns.size() > SHOWN ? first + " and " + (columns.size() - SHOWN) + " more" : first;
    }

    private static String cut(String text) {
        return Cells.cut(text.replaceAll("\\p{Cntrl}", "�"), 40);
    }
}
