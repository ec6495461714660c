package io.silkroute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A table has one owner: its package alone names it, and others ask that package's store. */
class TableOwnersTest {

    private static final Path SOURCES = Path.of("src/main/java/io/silkroute");
    private static final Path ROUTES = Path.of("routes");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("activity", "activity"),
            Map.entry("api_token", "signin"),
            Map.entry("bulk_operation", "shopify"),
            Map.entry("config_change", "connector"),
            Map.entry("campaign_index", "promotion"),
            Map.entry("code_index", "promotion"),
            Map.entry("code_job", "promotion"),
            Map.entry("code_job_code", "promotion"),
            Map.entry("connection_report", "connection"),
            Map.entry("connector", "connector"),
            Map.entry("connector_given", "connector"),
            Map.entry("dead_letter", "deadletter"),
            Map.entry("discount_end", "discount"),
            Map.entry("discount_reference", "discount"),
            Map.entry("drift_difference", "conflict"),
            Map.entry("drift_report", "conflict"),
            Map.entry("edited_field", "conflict"),
            Map.entry("export", "export"),
            Map.entry("import_discrepancy", "imports"),
            Map.entry("order_to_book", "imports"),
            Map.entry("shop_price_lists", "export"),
            Map.entry("shop_import", "imports"),
            Map.entry("shop_import_phase", "imports"),
            Map.entry("incomplete", "export"),
            Map.entry("item", "catalogue"),
            Map.entry("item_category", "catalogue"),
            Map.entry("mail", "mail"),
            Map.entry("mail_incident", "mail"),
            Map.entry("mail_report", "mail"),
            Map.entry("mapping_version", "mapping"),
            Map.entry("metafield_reference", "reference"),
            Map.entry("metric_rollup", "metrics"),
            Map.entry("metric_slot", "metrics"),
            Map.entry("mirror_change", "mirror"),
            Map.entry("mirror_erased", "mirror"),
            Map.entry("mirror_object", "mirror"),
            Map.entry("mirror_old_copy", "mirror"),
            Map.entry("mirror_part", "mirror"),
            Map.entry("mirror_stream", "mirror"),
            Map.entry("mirror_word", "mirror"),
            Map.entry("source_fetch", "fetch"),
            Map.entry("source_state", "fetch"),
            Map.entry("pull", "pull"),
            Map.entry("pull_part", "pull"),
            Map.entry("pull_stream", "pull"),
            Map.entry("pull_visit", "pull"),
            Map.entry("notification_read", "notify"),
            Map.entry("notice", "notify"),
            Map.entry("threshold_reached", "threshold"),
            Map.entry("outgoing_attempt", "delivery"),
            Map.entry("outgoing_delivery", "delivery"),
            Map.entry("outgoing_receiver", "delivery"),
            Map.entry("outbox_event", "outbox"),
            Map.entry("outbox_listener", "outbox"),
            Map.entry("parked", "export"),
            Map.entry("pending_change", "catalogue"),
            Map.entry("receipt", "inbound"),
            Map.entry("receipt_line", "inbound"),
            Map.entry("person", "signin"),
            Map.entry("pim_token", "inbound"),
            Map.entry("recognised", "catalogue"),
            Map.entry("request_log", "shopify"),
            Map.entry("code_use", "usage"),
            Map.entry("counted_code", "usage"),
            Map.entry("known_code", "usage"),
            Map.entry("known_code_gap", "usage"),
            Map.entry("usage_difference", "usage"),
            Map.entry("usage_order", "usage"),
            Map.entry("usage_pull", "usage"),
            Map.entry("used_up", "usage"),
            Map.entry("loyalty_book", "loyalty"),
            Map.entry("loyalty_customer", "loyalty"),
            Map.entry("loyalty_entry", "loyalty"),
            Map.entry("loyalty_move", "loyalty"),
            Map.entry("loyalty_order", "loyalty"),
            Map.entry("loyalty_override", "loyalty"),
            Map.entry("loyalty_terms", "loyalty"),
            Map.entry("loyalty_word", "loyalty"),
            Map.entry("shop_delivery", "webhook"),
            Map.entry("shop_notice", "webhook"),
            Map.entry("shop_object", "webhook"),
            Map.entry("shop_subscription", "webhook"),
            Map.entry("subscription_look", "webhook"),
            Map.entry("shop_facts", "shopify"),
            Map.entry("shop_location", "shopify"),
            Map.entry("shop_conflict", "conflict"),
            Map.entry("shop_look", "conflict"),
            Map.entry("stock_attempt", "product"),
            Map.entry("resolved", "export"),
            Map.entry("run", "run"),
            Map.entry("run_budget", "run"),
            Map.entry("schedule_look", "run"),
            Map.entry("changed_items", "catalogue"),
            Map.entry("unsettled", "catalogue"),
            Map.entry("waiting_item", "catalogue"));

    /**
     * Classes that name another's table, and why. At most two: where two owners' tables have to be joined, the query
     * stands in one class and reads no more than its reason says.
     */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "catalogue/ExportedSet.java: export",
            "a forecast over a million items is a join of the items with those that are in the shop");

    // A name after one of these is a table's; many tables are also common words. In a call of one of these methods the
    // last word in quotes is one.
    private static final Pattern IN_SQL = Pattern.compile("\\b(?:from|join|into|update|table)\\s+(?:\\\\\")?(\\w+)");
    private static final Pattern IN_CALL =
            Pattern.compile("(?:Ids\\.present|\\.formatted|new ConnectorTable)\\([^;\"]*?\"(\\w+)\"");

    private static final int COMMENT = 1;
    private static final int LETTER = 4;
    private static final Pattern TOKEN = Pattern.compile(
            "(//[^\\n]*|/\\*.*?\\*/)|(\"\"\".*?\"\"\")|(\"(?:\\\\.|[^\"\\\\\\n])*\")|('(?:\\\\.|[^'\\\\])')",
            Pattern.DOTALL);
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

    private static Set<String> named(String source) {
        String code = TOKEN.matcher(source)
                .replaceAll(token -> token.group(COMMENT) != null || token.group(LETTER) != null
                        ? " "
                        : Matcher.quoteReplacement(token.group()));
        code = JOINED.matcher(code).replaceAll("");
        Set<String> named = new TreeSet<>();
        Matcher token = TOKEN.matcher(code);
        while (token.find()) {
            Matcher sql = IN_SQL.matcher(token.group());
            while (sql.find()) {
                named.add(sql.group(1));
            }
        }
        Matcher call = IN_CALL.matcher(code);
        while (call.find()) {
            named.add(call.group(1));
        }
        named.retainAll(OWNERS.keySet());
        return named;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_table_has_its_owner() {
        Set<String> tables = new TreeSet<>();
        for (Path migration : files(MIGRATIONS)) {
            Matcher made = Pattern.compile("create table (\\w+)").matcher(text(migration));
            while (made.find()) {
                tables.add(made.group(1));
            }
        }
        assertThat(OWNERS.keySet()).isEqualTo(tables);
    }

    @Test
    void a_package_names_its_own_tables_and_no_others() {
        List<String> foreign = new ArrayList<>();
        Map<String, Set<String>> byPackage = new TreeMap<>();
        for (Path file : files(SOURCES)) {
            Path place = SOURCES.relativize(file);
            String own = place.getNameCount() == 1 ? "" : place.getName(0).toString();
            for (String table : named(text(file))) {
                byPackage.computeIfAbsent(own, any -> new TreeSet<>()).add(table);
                if (!own.equals(OWNERS.get(table))) {
                    foreign.add(place.toString().replace('\\', '/') + ": " + table);
                }
            }
        }
        assertThat(foreign).containsExactlyInAnyOrderElementsOf(EXCEPTIONS.keySet());
        OWNERS.forEach((table, owner) -> assertThat(byPackage.getOrDefault(owner, Set.of()))
                .as("what " + owner + " names")
                .contains(table));
    }

    @Test
    void sql_in_a_route_file_is_of_the_package_that_its_head_names() {
        Set<String> owners = new TreeSet<>();
        for (Path file : files(ROUTES)) {
            String text = text(file);
            String head = text.substring(0, text.indexOf("\n- "));
            Matcher owner = Pattern.compile("# SQL of the package (\\w+)\\.").matcher(head);
            String own = owner.find() ? owner.group(1) : "";
            Matcher sql = IN_SQL.matcher(text.substring(head.length()).replaceAll("(?m)^ *(#|description:).*$", ""));
            while (sql.find()) {
                String table = sql.group(1);
                if (OWNERS.containsKey(table)) {
                    assertThat(OWNERS.get(table)).as(file + ": " + table).isEqualTo(own);
                    owners.add(own);
                }
            }
        }
        assertThat(owners).isNotEmpty();
    }

    @Test
    void exceptions_stay_few() {
        assertThat(EXCEPTIONS).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void a_table_is_found_in_whatever_way_it_is_named() {
        assertThat(named("""
                /* select from parked */ // from unsettled
                jdbc.query("select x" + " from " + "item i join"
                        + " item_category c");
                jdbc.update(""\"
                        insert into activity (a) values (1)
                        ""\");
                Ids.present(named, "pending_change", connector, keys);
                new ConnectorTable(jdbc, "run", "id");
                "delete from \\"export\\"";
                """)).containsExactly("activity", "export", "item", "item_category", "pending_change", "run");
    }
}
