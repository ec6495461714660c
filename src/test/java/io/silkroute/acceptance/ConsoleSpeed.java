package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long the console's pages take with full tables: {@code bench/console}. One connector has half of everything, the
 * others share the rest. It fills a database by statements on whole sets, starts the application on it, and asks for each page.
 */
class ConsoleSpeed {

    private static final long LOG = Long.getLong("console.log", 1_000_000);
    private static final long ITEMS = Long.getLong("console.items", 100_000);
    private static final int CONNECTORS = Integer.getInteger("console.connectors", 20);
    private static final int ROUNDS = Integer.getInteger("console.rounds", 7);
    private static final boolean POSTGRESQL =
            System.getProperty("console.database", "hsqldb").equals("postgresql");
    private static final long SLOW_MILLIS = 100;
    private static final int SLICE = 20_000;
    private static final String LARGE = "c0";
    private static final int SET = 50;

    private record Took(String page, long median, long least, long most, int status) {}

    @Test
    void pages_of_full_tables() throws IOException {
        Path folder = RunningApplication.temporaryFolder();
        EmbeddedPostgres postgres = POSTGRESQL ? EmbeddedPostgres.builder().start() : null;
        try {
            String[] settings = settings(postgres);
            long began = System.nanoTime();
            try (RunningApplication empty = RunningApplication.start(folder, settings)) {
                fill(empty);
            }
            tell("Filled in " + (System.nanoTime() - began) / 1_000_000_000 + " s: " + LOG + " log rows, " + ITEMS
                    + " items, " + CONNECTORS + " connectors, " + (POSTGRESQL ? "PostgreSQL" : "HSQLDB in files"));
            try (RunningApplication full = RunningApplication.start(folder, settings)) {
                report(measure(full));
            }
        } finally {
            if (postgres != null) {
                postgres.close();
            }
            delete(folder);
        }
    }

    private static String[] settings(@Nullable EmbeddedPostgres postgres) {
        List<String> settings =
                new ArrayList<>(List.of("silkroute.waiting.needs-you-after=1ms", "silkroute.shopify.attempts=1"));
        if (postgres != null) {
            settings.add("spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
            settings.add("spring.datasource.username=postgres");
            settings.add("spring.datasource.password=");
        }
        return settings.toArray(String[]::new);
    }

    // Filling. What a row looks like is copied from one that the product itself has written.

    private static void fill(RunningApplication application) {
        Silkroute silkroute = application.silkroute;
        for (int i = 0; i < CONNECTORS; i++) {
            silkroute.connect("c" + i, "{}");
        }
        silkroute.control(
                "{\"faults\":[{\"operation\":\"productSet\",\"item\":\"Refused\",\"kind\":\"user-error\","
                        + "\"code\":\"INVALID_VARIANT\",\"field\":[\"input\",\"variants\",\"0\",\"price\"],\"message\":\"no\"}]}");
        silkroute.synchronize(
                LARGE,
                Pim.product("T")
                        .named("Desk lamp of brass")
                        .with("attributes", "{\"brand\":\"verano\",\"size\":\"S\"}"),
                Pim.variant("T-S", "T", "S"),
                Pim.product("R").named("Refused"),
                Pim.product("L").named("Left out").with("images", "[\"pictures/left-out.jpg\"]"),
                Pim.variant("W", "nobody", "S"));
        silkroute.push(
                LARGE, "{\"type\":\"prodct\",\"id\":\"D\"}", Pim.product("T").toString());
        silkroute.settled(LARGE);
        for (int i = 0; i < CONNECTORS; i++) {
            silkroute.put("/api/connectors/c" + i + "/deactivate");
        }
        JdbcTemplate jdbc = application.context.getBean(JdbcTemplate.class);
        for (int i = 0; i < CONNECTORS; i++) {
            fill(jdbc, "c" + i, i == 0 ? 2 : 2 * (CONNECTORS - 1));
        }
        if (POSTGRESQL) {
            jdbc.execute("analyze");
        }
    }

    /** @param part the connector has this part of everything */
    private static void fill(JdbcTemplate jdbc, String c, int part) {
        long items = ITEMS / part;
        long products = items / 4;
        long runs = Math.max(50, LOG / part / 500);
        copy(
                jdbc,
                "item",
                products,
                Map.of("id", "'P' || n", "connector", c(c), "arrival", "n", "first_arrival", "n", "place", "n"),
                "id = 'T' and type = 'product' and connector = 'c0'");
        copy(
                jdbc,
                "item",
                items - products,
                Map.of(
                        "id",
                        "'V' || n",
                        "connector",
                        c(c),
                        "parent",
                        "'P' || (1 + mod(n, " + products + "))",
                        "arrival",
                        "n",
                        "first_arrival",
                        "n",
                        "place",
                        "n"),
                "id = 'T-S' and type = 'variant' and connector = 'c0'");
        copy(
                jdbc,
                "export",
                products,
                Map.of(
                        "id",
                        "'P' || n",
                        "connector",
                        c(c),
                        "shopify_id",
                        "'gid://shopify/Product/' || (9000000000000 + n)"),
                "id = 'T' and type = 'product' and connector = 'c0'");
        copy(
                jdbc,
                "parked",
                items / 50,
                Map.of("id", "'P' || n", "connector", c(c), "code", "'CODE_' || mod(n, 20)"),
                "id = 'R' and connector = 'c0'");
        copy(
                jdbc,
                "incomplete",
                items / 20,
                Map.of("id", "'P' || n", "connector", c(c)),
                "id = 'L' and connector = 'c0'");
        copy(
                jdbc,
                "waiting_item",
                items / 100,
                Map.of("id", "'V' || n", "connector", c(c), "parent", "'Q' || n"),
                "id = 'W' and connector = 'c0'");
        copy(
                jdbc,
                "pending_change",
                items / 100,
                Map.of("id", "'V' || n", "connector", c(c), "place", "n"),
                "id = 'W' and connector = 'c0'");
        copy(
                jdbc,
                "run",
                runs,
                Map.of("id", run(c, "n"), "connector", c(c)),
                "id = (select min(id) from run where connector = 'c0')");
        copy(
                jdbc,
                "receipt",
                runs,
                without("ordinal", Map.of("id", "'" + c + "-receipt-' || n", "connector", c(c))),
                "ordinal = (select min(ordinal) from receipt where connector = 'c0' and rejected > 0)");
        copy(
                jdbc,
                "receipt_line",
                runs,
                without("id", Map.of("receipt", "'" + c + "-receipt-' || n", "connector", c(c), "item", "'D' || n")),
                "id = (select min(id) from receipt_line where connector = 'c0' and standing = 'open')");
        log(jdbc, c, LOG / part, items, runs);
    }

    private static String c(String name) {
        return "'" + name + "'";
    }

    private static Map<String, String> without(String generated, Map<String, String> columns) {
        Map<String, String> all = new TreeMap<>(columns);
        all.put(generated, "");
        return all;
    }

    /** Older than any that the product makes. */
    private static String run(String c, String n) {
        return "'0" + "0".repeat(4 - c.length()) + c.substring(1) + "' || lpad(cast(" + n
                + " as varchar(22)), 22, '0')";
    }

    /** @param columns what differs from the row that is copied; empty: the database gives it */
    private static void copy(JdbcTemplate jdbc, String table, long rows, Map<String, String> columns, String of) {
        List<String> names = new ArrayList<>(jdbc.queryForList(
                "select lower(column_name) from information_schema.columns where lower(table_name) = ? and lower(table_schema) = 'public'",
                String.class,
                table));
        assertThat(names).as(table).isNotEmpty();
        names.removeIf(name -> "".equals(columns.get(name)));
        String values = String.join(
                ", ",
                names.stream()
                        .map(name -> columns.getOrDefault(name, "t." + name))
                        .toList());
        slices(rows, (from, to) -> {
            int written = jdbc.update("insert into " + table + " (" + String.join(", ", names) + ") select " + values
                    + " from " + numbers(from, to) + ", (select * from " + table + " where " + of + ") t");
            assertThat(written).as(table).isEqualTo((int) (to - from + 1));
        });
    }

    private interface Slice {
        void of(long from, long to);
    }

    private static void slices(long rows, Slice slice) {
        for (long from = 1; from <= rows; from += SLICE) {
            slice.of(from, Math.min(rows, from + SLICE - 1));
        }
    }

    private static String numbers(long from, long to) {
        return POSTGRESQL
                ? "generate_series(" + from + ", " + to + ") as s (n)"
                : "unnest(sequence_array(" + from + ", " + to + ", 1)) as s (n)";
    }

    /** Of a hundred rows 80 tell of an item that was sent, 10 of a set that was unchanged, and the rest of everything else. */
    private static void log(JdbcTemplate jdbc, String c, long rows, long items, long runs) {
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < SET; i++) {
            set.append(i == 0 ? "'product P' || (k + " : " || '\nproduct P' || (k + ")
                    .append(i)
                    .append(')');
        }
        long perRun = Math.max(1, rows / runs);
        String columns =
                "noted_at, connector, run, kind, outcome, type, item, items, n, actor, sentence, detail, incomplete";
        slices(
                rows,
                (from, to) -> jdbc.update("insert into activity (" + columns + ") select current_timestamp, '" + c
                        + "', " + run(c, "least(" + runs + ", 1 + s.n / " + perRun + ")") + ","
                        + " trim(case when s.m < 93 then 'item' when s.m < 97 then 'run' when s.m < 99 then 'note' else 'operator' end),"
                        + " trim(case when s.m < 40 then 'created' when s.m < 80 then 'updated' when s.m < 90 then 'unchanged'"
                        + " when s.m = 90 then 'parked' when s.m = 91 then 'filtered' when s.m = 92 then 'rejected' end),"
                        + " case when s.m < 80 or s.m in (90, 91, 92, 97, 98) then 'product' end,"
                        + " case when s.m < 80 or s.m in (90, 91, 92, 97, 98) then 'P' || k end,"
                        + " case when s.m between 80 and 89 then " + set + " end,"
                        + " case when s.m between 80 and 89 then " + SET + " else 1 end,"
                        + " case when s.m = 99 then 'otto' end,"
                        + " case when s.m < 80 then 'Updated in the shop: title, descriptionHtml, variants.' else"
                        + " 'What happened is told in a sentence of some length, as the product does.' end, null,"
                        + " case when s.m = 7 then 'picture' end"
                        + " from (select n, mod(n, 100) as m, 1 + mod(n * 7919, " + Math.max(1, items / 4)
                        + ") as k from "
                        + numbers(from, to) + ") s"));
    }

    // Measuring.

    private static List<Took> measure(RunningApplication application) {
        Silkroute silkroute = application.silkroute;
        SignedIn admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        long until = System.currentTimeMillis() + Long.getLong("console.index-seconds", 240) * 1000;
        while (System.currentTimeMillis() < until
                && !silkroute
                        .get("/api/search?q=p1&limit=1")
                        .json()
                        .path("complete")
                        .asBoolean()) {
            pause();
        }
        tell("The index is "
                + (silkroute
                                .get("/api/search?q=p1&limit=1")
                                .json()
                                .path("complete")
                                .asBoolean()
                        ? "whole"
                        : "not whole yet: what is searched is measured beside its making"));
        List<Took> all = new ArrayList<>();
        pages(silkroute, admin).forEach((name, path) -> {
            long[] took = new long[ROUNDS];
            int status = 0;
            for (int i = -2; i < ROUNDS; i++) {
                long began = System.nanoTime();
                SignedIn.Page page = admin.get(path);
                status = page.status();
                if (status != 200 && i == -2) {
                    tell(path + ": " + page.told("main"));
                }
                if (i >= 0) {
                    took[i] = (System.nanoTime() - began) / 1_000_000;
                }
            }
            Arrays.sort(took);
            all.add(new Took(name + " `" + path + "`", took[ROUNDS / 2], took[0], took[ROUNDS - 1], status));
        });
        return all;
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> pages(Silkroute silkroute, SignedIn admin) {
        String c = "/connectors/" + LARGE;
        String run = "/runs/" + silkroute.runs(LARGE).path(5).path("id").asString();
        String id = run.substring("/runs/".length());
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("All connectors", "/");
        pages.put("Home", c);
        pages.put("To do", c + "/to-do");
        pages.put("Runs", c + "/runs");
        pages.put("Runs, behind", c + "/runs?before=" + id);
        pages.put("A run", run);
        pages.put("Items", c + "/items");
        pages.put("Items, next page", next(admin, c + "/items"));
        pages.put("Items, products", c + "/items?type=product");
        pages.put("Items, failed", c + "/items?outcome=failed");
        pages.put("Items, failed variants", c + "/items?outcome=failed&type=variant");
        pages.put("Items, in the shop", c + "/items?outcome=in-shop");
        pages.put("Items, a title", c + "/items?q=lamp");
        pages.put("Items, an id", c + "/items?q=P77");
        pages.put("An item", c + "/items/product/T");
        pages.put("A variant", c + "/items/variant/T-S");
        pages.put("Activity", c + "/activity");
        pages.put("Activity, next page", next(admin, c + "/activity"));
        for (String filter : List.of(
                "outcome=parked",
                "outcome=failed",
                "outcome=conflict",
                "outcome=incomplete",
                "outcome=incomplete&cause=price",
                "outcome=unchanged",
                "outcome=archived",
                "kind=operator",
                "kind=run",
                "type=product",
                "type=category",
                "type=product&item=P77",
                "item=P77",
                "item=nothing-that-is",
                "q=otto",
                "q=P77",
                "q=nothing-that-is",
                "run=" + id,
                "run=" + id + "&outcome=failed",
                "run=" + id + "&outcome=conflict",
                "since=2020-01-01T00:00",
                "until=2020-01-01T00:00")) {
            pages.put("Activity, " + filter.replaceAll("run=\\w+", "run"), c + "/activity?" + filter);
        }
        pages.put("Waiting items", c + "/parked");
        pages.put("Waiting items of a cause", c + "/parked?code=CODE_7");
        pages.put("Waiting items of a run", c + "/parked?run=" + id);
        pages.put("Incomplete", c + "/incomplete");
        pages.put("Waiting for another item", c + "/waiting");
        pages.put("Deliveries", c + "/receipts");
        pages.put("Deliveries, to be mended", c + "/receipts?open=true");
        pages.put("A delivery", c + "/receipts/" + LARGE + "-receipt-7");
        pages.put("Settings", c + "/config");
        pages.put("Force refresh", c + "/force-refresh");
        pages.put("Mapping", c + "/mapping");
        pages.put("Guide", c + "/guide");
        pages.put("Search", "/search?q=lamp");
        pages.put("Search, an id", "/search?q=P778");
        pages.put("Search, nothing", "/search?q=nothing-that-is");
        pages.put("PIM tokens", c + "/pim-tokens");
        pages.put("Dead letters", "/dead-letters");
        pages.put("System", "/system");
        pages.put("Access", "/access");
        pages.put("API reference", "/api-reference");
        return pages;
    }

    private static String next(SignedIn admin, String path) {
        return admin.get(path).one("a[rel=next]").attr("href");
    }

    private static void report(List<Took> all) throws IOException {
        StringBuilder report = new StringBuilder("| page | median | least | most |\n|---|--:|--:|--:|\n");
        all.forEach(one -> report.append(String.format(
                Locale.ROOT,
                "| %s%s | %s%d ms | %d | %d |%n",
                one.page().replace("|", "\\|"),
                one.status() == 200 ? "" : " answered " + one.status(),
                one.median() > SLOW_MILLIS ? "**slow** " : "",
                one.median(),
                one.least(),
                one.most())));
        report.append(String.format(
                Locale.ROOT,
                "%n%s log rows, %s items, %d connectors, %s; %d rounds, %d processors, load average at the end %.1f%n",
                LOG,
                ITEMS,
                CONNECTORS,
                POSTGRESQL ? "PostgreSQL" : "HSQLDB",
                ROUNDS,
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        tell(report.toString());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/console-speed.md"), report);
        assertThat(all)
                .allSatisfy(one -> assertThat(one.status()).as(one.page()).isEqualTo(200));
    }

    private static void tell(String text) {
        System.out.println(text);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
