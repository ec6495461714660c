package io.silkroute.mapping.taxonomy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.lang3.StringUtils;

/**
 * Shopify's product categories: some 14,600, each within another. A category is named by its global id
 * ({@code gid://shopify/TaxonomyCategory/aa-1-2}), by its id alone ({@code aa-1-2}) or by its full path; case and the
 * space around {@code >} do not matter. A part of a path is no name: {@code T-Shirts} are in five places.
 *
 * <p>A shop knows the list of its own day. What Shopify has added since this one was packaged is unknown here.
 */
public final class Taxonomy {

    private static final String PREFIX = "gid://shopify/TaxonomyCategory/";
    private static final Pattern ID = Pattern.compile("[a-z]{2}(-[0-9]{1,6})*");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final int LONGEST = 500;
    private static final int ROOT = -1;
    private static final int REMEMBERED = 256;
    private static final int MORE_BYTES = 4;

    private final PackedTexts ids = new PackedTexts();
    private final PackedTexts names = new PackedTexts();
    private int[] parents = new int[1 << 12];
    private final Slots byId;
    private final Slots byName;

    /** A feed may name the same unknown word on each of its products. */
    private final Map<String, Optional<String>> nearest = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private Taxonomy(BufferedReader lines) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(PREFIX)) {
                add(line, numbers);
            }
        }
        ids.trim();
        names.trim();
        parents = Arrays.copyOf(parents, ids.size());
        byId = new Slots(ids.size());
        byName = new Slots(ids.size());
        for (int number = 0; number < ids.size(); number++) {
            byId.put(ids.get(number).hashCode(), number);
            byName.put(hash(parents[number], plain(names.get(number))), number);
        }
    }

    private void add(String line, Map<String, Integer> numbers) {
        int colon = line.indexOf(" : ");
        String id = line.substring(PREFIX.length(), colon).strip();
        int number = ids.size();
        if (number == parents.length) {
            parents = Arrays.copyOf(parents, number * 2);
        }
        int dash = id.lastIndexOf('-');
        parents[number] =
                dash < 0 ? ROOT : Objects.requireNonNull(numbers.get(id.substring(0, dash)), "its parent comes first");
        ids.add(id);
        names.add(line.substring(Math.max(line.lastIndexOf(" > "), colon) + 3).strip());
        numbers.put(id, number);
    }

    /** Where a hash may be found: open addressing, twice as many places as there are entries or more. */
    private static final class Slots {

        private final int[] places;

        Slots(int entries) {
            places = new int[Integer.highestOneBit(Math.max(entries, 1)) * 4];
        }

        private int place(int hash) {
            return (hash ^ hash >>> 15) * 0x9E3779B1 >>> 7 & places.length - 1;
        }

        void put(int hash, int number) {
            int at = place(hash);
            while (places[at] != 0) {
                at = at + 1 & places.length - 1;
            }
            places[at] = number + 1;
        }

        int find(int hash, IntPredicate is) {
            for (int at = place(hash); places[at] != 0; at = at + 1 & places.length - 1) {
                if (is.test(places[at] - 1)) {
                    return places[at] - 1;
                }
            }
            return ROOT;
        }
    }

    private static final class Packaged {

        static final Taxonomy LIST = read();

        private static Taxonomy read() {
            try (InputStream in = Objects.requireNonNull(
                            Taxonomy.class.getResourceAsStream("/shopify/taxonomy/categories.txt.gz"),
                            "the taxonomy is packaged");
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
                return new Taxonomy(lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The packaged list; the first to ask waits some tenths of a second for it. */
    public static Taxonomy packaged() {
        return Packaged.LIST;
    }

    public int size() {
        return ids.size();
    }

    /** The global id of the category that is named; empty if it is none. */
    public Optional<String> id(String named) {
        int number = find(named);
        return number == ROOT ? Optional.empty() : Optional.of(PREFIX + ids.get(number));
    }

    /** The full path of the category that is named; empty if it is none. */
    public Optional<String> path(String named) {
        int number = find(named);
        return number == ROOT ? Optional.empty() : Optional.of(path(number));
    }

    private int find(String named) {
        String text = named.strip();
        if (text.length() > LONGEST) {
            return ROOT;
        }
        String id = bare(text);
        if (ID.matcher(id).matches()) {
            return ofId(id);
        }
        int at = ROOT;
        for (String name : segments(text)) {
            at = child(at, name);
            if (at == ROOT) {
                return ROOT;
            }
        }
        return at;
    }

    private static String bare(String text) {
        return (StringUtils.startsWithIgnoreCase(text, PREFIX) ? text.substring(PREFIX.length()) : text)
                .toLowerCase(Locale.ROOT);
    }

    private int ofId(String id) {
        return byId.find(id.hashCode(), number -> ids.get(number).equals(id));
    }

    private int child(int parent, String plain) {
        return byName.find(
                hash(parent, plain),
                number -> parents[number] == parent && plain(names.get(number)).equals(plain));
    }

    private static int hash(int parent, String plain) {
        return 31 * plain.hashCode() + parent;
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split(">", -1)).map(Taxonomy::plain).toList();
    }

    private static String plain(String name) {
        return BLANKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private String path(int number) {
        StringBuilder path = new StringBuilder(names.get(number));
        for (int at = parents[number]; at != ROOT; at = parents[at]) {
            path.insert(0, names.get(at) + " > ");
        }
        return path.toString();
    }

    /** The path of a category that may be meant by a name that is none; empty if nothing is near. */
    public Optional<String> nearest(String named) {
        String text = named.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        synchronized (nearest) {
            return nearest.computeIfAbsent(text, unknown -> {
                String id = bare(unknown);
                int number = ID.matcher(id).matches() && id.indexOf('-') > 0 ? around(id) : near(segments(unknown));
                return number == ROOT ? Optional.empty() : Optional.of(path(number));
            });
        }
    }

    /** The nearest one around it that there is. */
    private int around(String id) {
        int dash = id.lastIndexOf('-');
        if (dash < 0) {
            return ROOT;
        }
        int number = ofId(id.substring(0, dash));
        return number == ROOT ? around(id.substring(0, dash)) : number;
    }

    private int near(List<String> segments) {
        int way = way(segments);
        if (depth(way) == segments.size()) {
            return way;
        }
        // The last name may stand elsewhere, under others than those that are given.
        String last = segments.get(segments.size() - 1);
        int elsewhere = last.isEmpty() ? ROOT : elsewhere(last, segments);
        return elsewhere == ROOT ? way : elsewhere;
    }

    /** As far as the names lead, a misspelt one read as its neighbour. */
    private int way(List<String> segments) {
        int at = ROOT;
        for (String name : segments) {
            int next = child(at, name);
            next = next == ROOT ? misspelt(at, name) : next;
            if (next == ROOT) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private int misspelt(int parent, String plain) {
        int found = ROOT;
        int least = tolerance(plain) + 1;
        for (int number = 0; number < parents.length; number++) {
            if (parents[number] == parent) {
                int distance = distance(plain, number, least - 1);
                if (distance >= 0 && distance < least) {
                    least = distance;
                    found = number;
                }
            }
        }
        return found;
    }

    private int elsewhere(String last, List<String> segments) {
        int found = ROOT;
        int best = 0;
        for (int number = 0; number < parents.length; number++) {
            int distance = distance(last, number, tolerance(last));
            if (distance >= 0) {
                // A name that is spelt so before one that is alike, then the one with most of the other names around
                // it.
                int worth = 10_000 - 1_000 * Math.min(distance, 9) + 100 * shared(number, segments) - depth(number);
                if (worth > best) {
                    best = worth;
                    found = number;
                }
            }
        }
        return found;
    }

    private int shared(int number, List<String> segments) {
        int shared = 0;
        for (int at = parents[number]; at != ROOT; at = parents[at]) {
            shared += segments.contains(plain(names.get(at))) ? 1 : 0;
        }
        return shared;
    }

    private int depth(int number) {
        int depth = 0;
        for (int at = number; at != ROOT; at = parents[at]) {
            depth++;
        }
        return depth;
    }

    private static int tolerance(String plain) {
        return Math.min(plain.length() / 4, 6);
    }

    /** -1 if it is more. */
    private int distance(String plain, int number, int most) {
        int bytes = names.bytes(number);
        // What is far from it by its length alone is not even read. Few names have a letter of two bytes.
        return most < 0 || plain.length() - bytes > most || bytes - plain.length() > most + MORE_BYTES
                ? -1
                : StringUtils.getLevenshteinDistance(plain, plain(names.get(number)), most);
    }
}
