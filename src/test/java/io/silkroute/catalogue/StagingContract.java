package io.silkroute.catalogue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.SettableClock;
import io.silkroute.tracing.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What staging promises on every database. */
abstract class StagingContract {

    private static final ConnectorName C = new ConnectorName("c");

    private static final String PRODUCT = "{\"type\":\"product\",\"id\":\"P1\",\"categories\":[\"tops\"]}";
    private static final String VARIANT = "{\"type\":\"variant\",\"id\":\"V1\",\"parent\":\"P1\"}";
    private static final String CATEGORY = "{\"type\":\"category\",\"id\":\"tops\"}";

    private final List<Entry> log = new ArrayList<>();
    private JdbcTemplate jdbc;
    private PendingChanges pending;
    private Items items;
    private TransactionTemplate transaction;
    private Unsettled unsettled;
    private WaitingItems waiting;
    private SettableClock clock;
    private final Map<ItemKey, Long> arrived = new HashMap<>();
    private Staging staging;

    abstract DataSource database();

    @BeforeEach
    void open() {
        DataSource database = database();
        jdbc = new JdbcTemplate(database);
        pending = new PendingChanges(jdbc, Clock.systemUTC());
        items = new Items(jdbc);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        unsettled = new Unsettled(jdbc, transaction);
        clock = SettableClock.at("2026-11-20T10:00:00Z");
        waiting = new WaitingItems(jdbc, new WaitingSettings(Duration.ofHours(1)), clock);
        staging = new Staging(
                new StagedItems(jdbc),
                pending,
                unsettled,
                waiting,
                List.of((connector, arrivals, changed) -> arrived.putAll(arrivals)),
                log::addAll,
                transaction,
                Clock.systemUTC(),
                Traces.none());
        jdbc.update(
                "insert into connector (name, active, config, created_at) values ('c', true, '{}', current_timestamp)");
    }

    private void stage(long arrival, String... lines) {
        staging.stage(
                "c",
                "receipt " + arrival,
                arrival,
                null,
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> queue() {
        List<String> queue = new ArrayList<>();
        List<Change> next = pending.next(C, 100);
        while (!next.isEmpty()) {
            next.forEach(change -> queue.add(change.key().toString()));
            pending.done(C, next);
            next = pending.next(C, 100);
        }
        return queue;
    }

    private void settle() {
        List<Change> next = pending.next(C, 100);
        while (!next.isEmpty()) {
            settle(next);
            List<Change> owned = pending
                    .ownedBy(C, next.stream().map(change -> change.key().id()).toList())
                    .stream()
                    .map(PendingChanges.Owned::change)
                    .toList();
            settle(owned);
            next = pending.next(C, 100);
        }
    }

    private void settle(List<Change> changes) {
        unsettled.settle(C, changes.stream().map(Change::key).toList());
        pending.done(C, changes);
    }

    /** Does something in a transaction, and another thing beside it, which is to meet its rows before it is over. */
    private void meeting(Runnable something, Runnable other) throws Exception {
        meeting(something, other, () -> {});
    }

    /** @param more is done in the transaction when the other has met its rows */
    private void meeting(Runnable something, Runnable other, Runnable more) throws Exception {
        CompletableFuture<Void> beside = transaction.execute(status -> {
            something.run();
            CompletableFuture<Void> begun = CompletableFuture.runAsync(other);
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            more.run();
            return begun;
        });
        requireNonNull(beside).get(60, TimeUnit.SECONDS);
    }

    @Test
    void categories_stand_before_products_and_variants_go_with_theirs() {
        stage(100, VARIANT, PRODUCT, CATEGORY);

        assertThat(pending.ownedBy(C, List.of("P1"))).hasSize(1);
        assertThat(queue()).containsExactly("category tops", "product P1");
    }

    @Test
    void what_the_next_run_looks_at_is_told_type_by_type_and_nothing_is_taken() {
        stage(100, VARIANT, PRODUCT, CATEGORY, "{\"type\":\"product\",\"id\":\"P2\"}");
        pending.defer(C, pending.of(C, List.of(ItemKey.product("P2"))).values());

        assertThat(pending.waiting(C))
                .isEqualTo(new PendingChanges.Waiting(Map.of(ItemType.CATEGORY, 1L, ItemType.PRODUCT, 2L), 0));
        assertThat(pending.first(C, ItemType.PRODUCT, 10))
                .extracting(change -> change.key().id())
                .containsExactlyInAnyOrder("P1", "P2");
        assertThat(pending.first(C, ItemType.PRODUCT, 1)).hasSize(1);
        assertThat(pending.first(C, ItemType.CATEGORY, 10)).hasSize(1);
        assertThat(pending.first(C, ItemType.CODE, 10)).isEmpty();
        assertThat(pending.of(C, List.of(ItemKey.variant("V1"), ItemKey.product("V1"))))
                .containsOnlyKeys(ItemKey.variant("V1"));
    }

    private static String variant(String id, String product) {
        return "{\"type\":\"variant\",\"id\":\"" + id + "\",\"parent\":\"" + product + "\"}";
    }

    private List<String> variantsOf(String product) {
        return items.variantsOf(C, List.of(product)).getOrDefault(product, List.of()).stream()
                .map(Item::id)
                .toList();
    }

    @Test
    void variants_stand_as_the_newest_delivery_names_them_and_another_order_is_a_change_of_the_product() {
        stage(100, PRODUCT, variant("S", "P1"), variant("M", "P1"));
        settle();

        stage(200, variant("XS", "P1"), variant("S", "P1"), variant("M", "P1"));
        assertThat(variantsOf("P1")).containsExactly("XS", "S", "M");
        settle();

        stage(300, variant("S", "P1"));
        assertThat(variantsOf("P1")).containsExactly("XS", "S", "M");
        assertThat(queue()).isEmpty();

        stage(400, variant("M", "P1"), variant("S", "P1"), variant("XS", "P1"));
        stage(400, variant("M", "P1"), variant("S", "P1"), variant("XS", "P1"));
        assertThat(variantsOf("P1")).containsExactly("M", "S", "XS");
        assertThat(queue()).containsExactly("product P1");
    }

    @Test
    void the_order_of_a_delivery_holds_across_its_chunks_and_not_across_deliveries() {
        stage(100, PRODUCT, variant("S", "P1"), variant("M", "P1"));
        staging.stage("c", "long", 200, null, variant("XS", "P1").getBytes(StandardCharsets.UTF_8));
        assertThat(variantsOf("P1")).containsExactly("S", "M", "XS");

        staging.stage("c", "other", 300, null, variant("S", "P1").getBytes(StandardCharsets.UTF_8));
        assertThat(variantsOf("P1")).containsExactly("S", "M", "XS");

        staging.stage("c", "long", 400, null, variant("S", "P1").getBytes(StandardCharsets.UTF_8));
        staging.stage("c", "long", 500, null, variant("M", "P1").getBytes(StandardCharsets.UTF_8));
        assertThat(variantsOf("P1")).containsExactly("XS", "S", "M");
    }

    @Test
    void a_variant_that_moves_comes_last_in_its_new_product_and_says_so() {
        stage(100, PRODUCT, PRODUCT.replace("P1", "P2"), variant("A", "P1"), variant("B", "P2"));
        settle();

        stage(200, variant("A", "P2"));

        assertThat(variantsOf("P2")).containsExactly("B", "A");
        assertThat(log)
                .extracting(Entry::sentence)
                .containsExactly("It has moved from the product P1 to the product P2.");
        assertThat(queue()).containsExactly("product P1", "product P2");
    }

    @Test
    void an_older_version_that_comes_late_orders_nothing() {
        String newer = ",\"updated\":\"2026-11-20T10:00:00Z\"}";
        String older = ",\"updated\":\"2026-11-19T10:00:00Z\"}";
        stage(
                100,
                PRODUCT,
                variant("S", "P1").replace("}", newer),
                variant("M", "P1").replace("}", newer));

        stage(200, variant("M", "P1").replace("}", older), variant("S", "P1").replace("}", older));

        assertThat(variantsOf("P1")).containsExactly("S", "M");
    }

    @Test
    void a_parent_of_a_product_is_told() {
        stage(100, "{\"type\":\"product\",\"id\":\"P1\",\"parent\":\"P2\"}");

        assertThat(log)
                .extracting(Entry::sentence)
                .containsExactly(
                        "Its parent P2 was left out: a product has none. If it is a variant of that product, send"
                                + " it with the type variant.");
    }

    @Test
    void an_unchanged_item_is_recognised_and_not_pending() {
        stage(100, PRODUCT, CATEGORY);
        settle();

        stage(200, PRODUCT, "{\"id\":\"tops\",  \"type\":\"category\"}");

        assertThat(queue()).isEmpty();
        List<UnchangedSet> recognised = pending.recognised(C, 10);
        assertThat(recognised).hasSize(1);
        assertThat(recognised.get(0).items().split("\n")).containsExactly("product P1", "category tops");
    }

    @Test
    void a_product_whose_variant_changes_with_it_is_not_unchanged_as_well() {
        stage(100, PRODUCT, VARIANT);
        settle();

        stage(200, PRODUCT, VARIANT.replaceFirst("}$", ",\"sku\":\"new\"}"));

        assertThat(queue()).containsExactly("product P1");
        assertThat(pending.recognised(C, 10)).isEmpty();
    }

    @Test
    void a_to_b_to_a_before_a_run_is_pending() {
        stage(100, PRODUCT);
        settle();

        stage(200, PRODUCT.replace("tops", "caps"));
        stage(300, PRODUCT);

        assertThat(queue()).containsExactly("product P1");
    }

    @Test
    void a_variant_marks_its_product() {
        stage(100, PRODUCT, VARIANT);
        settle();

        stage(200, VARIANT.replace("}", ",\"sku\":\"x\"}"));

        assertThat(pending.next(C, 10)).extracting(Change::cause).containsExactly("variant V1 changed");
    }

    @Test
    void a_variant_that_moves_marks_both_products() {
        stage(100, PRODUCT, PRODUCT.replace("P1", "P2"), VARIANT);
        settle();

        stage(200, VARIANT.replace("P1", "P2"));

        assertThat(queue()).containsExactlyInAnyOrder("product P1", "product P2");
    }

    @Test
    void a_category_marks_all_its_products() {
        stage(
                100,
                CATEGORY,
                PRODUCT,
                PRODUCT.replace("P1", "P2"),
                PRODUCT.replace("P1", "P3").replace("tops", "x"));
        settle();

        stage(200, CATEGORY.replace("}", ",\"name\":{\"en\":\"Tops\"}}"));

        assertThat(queue()).containsExactly("category tops", "product P1", "product P2");
    }

    @Test
    void the_newest_version_wins_whatever_the_order() {
        String newer = PRODUCT.replace("}", ",\"updated\":\"2026-11-20T10:00:00Z\",\"sku\":\"new\"}");
        String older = PRODUCT.replace("}", ",\"updated\":\"2026-11-19T10:00:00Z\",\"sku\":\"old\"}");

        stage(100, newer, older);
        stage(200, older);

        assertThat(items.find(C, ItemKey.product("P1"))
                        .orElseThrow()
                        .item()
                        .image()
                        .path("sku")
                        .asString())
                .isEqualTo("new");
        assertThat(log).extracting(Entry::sentence).allMatch(sentence -> sentence.startsWith("An older version"));
        assertThat(log).hasSize(2);
    }

    /** The lines of one chunk, by their minutes; what is staged is settled. */
    @ParameterizedTest
    @CsvSource({
        "same 10, 'same 20, other 15', same, '', 1",
        "same 10, 'other 15, same 20', same, product P1, 0",
        "same 10, 'same 20, other 25', other, product P1, 0",
        "same 10, 'other 25, same 20', other, product P1, 1",
        "same 10, 'same 20, delete 15', same, '', 1",
        "same 10, 'delete 15, same 20', same, product P1, 0",
        "same 10, 'same 20, delete 25', delete, product P1, 0",
        "same 10, 'delete 25, same 20', delete, product P1, 1",
        "delete 10, 'delete 20, other 15', delete, '', 1",
        "delete 10, 'other 15, delete 20', delete, product P1, 0",
        "same 10, 'same 20, same 22', same, '', 0",
        "same 10, 'same 20, same 15, other 17', same, '', 2",
        "same 10, 'same 20, same 10, other 15', same, '', 1"
    })
    void the_newest_version_of_a_chunk_wins_whatever_the_order(
            String staged, String lines, String wins, String queued, int older) {
        stage(100, version(staged));
        settle();

        stage(
                200,
                Arrays.stream(lines.split(", ")).map(StagingContract::version).toArray(String[]::new));

        JsonNode image =
                items.find(C, ItemKey.product("P1")).orElseThrow().item().image();
        assertThat(image.path(wins.equals("delete") ? "operation" : "sku").asString())
                .isEqualTo(wins);
        assertThat(String.join(", ", queue())).isEqualTo(queued);
        assertThat(log).hasSize(older).allMatch(note -> note.sentence().startsWith("An older version"));
    }

    private static String version(String words) {
        String[] what = words.split(" ");
        return PRODUCT.replace(
                "}",
                (what[0].equals("delete") ? ",\"operation\":\"delete\"" : ",\"sku\":\"" + what[0] + "\"")
                        + ",\"updated\":\"2026-11-20T10:" + what[1] + ":00Z\"}");
    }

    @Test
    void a_chunk_that_comes_twice_changes_nothing_more() {
        stage(100, PRODUCT, VARIANT);
        settle();

        stage(100, PRODUCT, VARIANT);

        assertThat(queue()).isEmpty();
        assertThat(pending.recognised(C, 10)).isEmpty();
    }

    @Test
    void a_variant_without_product_waits_and_is_visible() {
        stage(100, VARIANT);

        assertThat(pending.any(C)).isFalse();
        assertThat(pending.count(C, "")).isZero();
        assertThat(log)
                .extracting(Entry::sentence)
                .containsExactly("Waits for its product P1, which the PIM has not sent yet.");

        stage(200, PRODUCT);
        assertThat(pending.next(C, 10)).hasSize(1);
        assertThat(pending.ownedBy(C, List.of("P1"))).hasSize(1);
    }

    private List<String> waiting() {
        return waiting.page(C, "", false, null, 100).stream()
                .map(one -> one.key().id() + " for " + one.parent())
                .toList();
    }

    @Test
    void an_item_waits_from_the_first_moment_until_its_parent_is_there() {
        stage(100, VARIANT, VARIANT.replace("V1", "V2"));
        assertThat(waiting()).containsExactly("V1 for P1", "V2 for P1");
        assertThat(waiting.count(C)).isEqualTo(2);

        stage(200, PRODUCT);
        assertThat(waiting()).isEmpty();
        assertThat(waiting.count(C)).isZero();
    }

    @Test
    void an_item_that_comes_with_its_parent_does_not_wait() {
        stage(100, VARIANT, PRODUCT);
        assertThat(waiting.count(C)).isZero();
    }

    @Test
    void a_variant_waits_until_a_version_names_a_product_that_is_known_or_deletes_it() {
        stage(100, PRODUCT);
        stage(
                200,
                "{\"type\":\"variant\",\"id\":\"V1\"}",
                VARIANT.replace("V1", "V2").replace("P1", "P9"),
                VARIANT.replace("V1", "V3").replace("P1", "P8"));
        assertThat(waiting()).containsExactly("V1 for null", "V2 for P9", "V3 for P8");

        stage(300, VARIANT);
        stage(400, VARIANT.replace("V1", "V2").replace("P1", "P9").replace("}", ",\"operation\":\"delete\"}"));
        stage(500, VARIANT.replace("V1", "V3").replace("P1", "P7"));
        assertThat(waiting()).containsExactly("V3 for P7");
    }

    @Test
    void a_force_refresh_does_not_hide_what_waits() {
        stage(100, VARIANT);
        transaction.executeWithoutResult(status -> pending.replaceBy(C, new ExportFilter(true, List.of(), List.of())));
        assertThat(waiting()).containsExactly("V1 for P1");
    }

    @Test
    void who_waits_for_too_long_is_a_matter_for_a_person() {
        stage(100, VARIANT);
        clock.set(Instant.parse("2026-11-20T10:59:59Z"));
        stage(200, VARIANT.replace("V1", "V2"));
        assertThat(waiting.overdue(C)).isZero();

        clock.set(Instant.parse("2026-11-20T11:00:01Z"));
        stage(300, VARIANT.replace("}", ",\"name\":\"still waits\"}"));
        assertThat(waiting.overdue(C)).isEqualTo(1);
        assertThat(waiting.page(C, "", true, null, 10))
                .extracting(one -> one.key().id())
                .containsExactly("V1");
    }

    @Test
    void what_waits_is_found_by_its_id_or_its_parents_and_read_page_by_page() {
        stage(
                100,
                VARIANT,
                VARIANT.replace("V1", "V_2"),
                VARIANT.replace("V1", "V3").replace("P1", "Other%"));
        assertThat(waiting.page(C, "v_", false, null, 10)).hasSize(1);
        assertThat(waiting.page(C, "OTHER%", false, null, 10)).hasSize(1);
        assertThat(waiting.page(C, "%1", false, null, 10)).isEmpty();

        String cursor = waiting.page(C, "", false, null, 1).get(0).place().toString();
        assertThat(waiting.page(C, "", false, WaitingItems.After.of(cursor).orElseThrow(), 10))
                .extracting(one -> one.key().id())
                .containsExactly("V3", "V_2");
        assertThat(WaitingItems.After.of("nonsense")).isEmpty();
    }

    @Test
    void listeners_hear_of_every_item_that_comes_in_also_of_one_that_is_as_it_was() {
        stage(100, PRODUCT, VARIANT, PRODUCT);
        assertThat(arrived).containsEntry(ItemKey.product("P1"), 102L).hasSize(2);
        arrived.clear();
        settle(pending.next(C, 10));
        stage(200, PRODUCT);
        assertThat(arrived).containsOnlyKeys(ItemKey.product("P1"));
    }

    @Test
    void a_change_touched_while_it_was_worked_on_stays_pending() {
        stage(100, PRODUCT);
        List<Change> taken = pending.next(C, 10);
        stage(200, PRODUCT.replace("tops", "caps"));

        settle(taken);

        assertThat(queue()).containsExactly("product P1");
    }

    @Test
    void a_change_that_meets_the_recording_of_an_older_one_stays_pending() throws Exception {
        stage(100, PRODUCT);
        List<Change> workedOn = pending.next(C, 10);

        meeting(() -> pending.done(C, workedOn), () -> stage(200, VARIANT));

        assertThat(queue()).containsExactly("product P1");
    }

    @Test
    void the_recording_of_a_change_that_meets_a_newer_one_leaves_it_pending() throws Exception {
        stage(100, PRODUCT);
        List<Change> workedOn = pending.next(C, 10);

        meeting(() -> stage(200, VARIANT), () -> pending.done(C, workedOn));

        assertThat(queue()).containsExactly("product P1");
    }

    @Test
    void recording_and_staging_of_the_same_items_do_not_wait_for_each_other_in_a_circle() throws Exception {
        String other = PRODUCT.replace("P1", "P2");
        stage(100, PRODUCT, other);
        List<Change> workedOn = pending.next(C, 10);

        meeting(
                () -> pending.done(C, workedOn.subList(0, 1)),
                () -> stage(200, other.replace("tops", "caps"), PRODUCT.replace("tops", "caps")),
                () -> pending.done(C, workedOn.subList(1, 2)));

        assertThat(queue()).containsExactlyInAnyOrder("product P1", "product P2");
    }

    @Test
    void a_category_stays_in_the_queue_until_its_new_products_are_there_to_be_seen() throws Exception {
        stage(100, CATEGORY);
        List<Change> workedOn = pending.next(C, 10);
        ExportFilter shoes = new ExportFilter(true, List.of(), List.of("shoes"));
        List<String> passing = new ArrayList<>();

        meeting(() -> stage(200, PRODUCT.replace("}", ",\"family\":\"shoes\"}")), () -> {
            pending.done(C, workedOn);
            passing.addAll(items.passing(C, List.of("tops"), shoes));
        });

        assertThat(passing).containsExactly("tops");
    }

    @Test
    void what_did_not_reach_the_shop_is_looked_at_whenever_it_comes() {
        stage(100, PRODUCT, PRODUCT.replace("P1", "P2"));
        List<Change> taken = pending.next(C, 10);
        unsettled.unsettle(C, List.of(ItemKey.product("P2")));
        settle(taken.subList(0, 1));
        pending.done(C, taken);

        stage(200, PRODUCT, PRODUCT.replace("P1", "P2"));

        assertThat(queue()).containsExactly("product P2");
        unsettled.settle(C, List.of(ItemKey.product("P2")));
        stage(300, PRODUCT, PRODUCT.replace("P1", "P2"));
        assertThat(queue()).isEmpty();
    }

    @Test
    void everything_is_looked_at_again_when_it_would_be_rendered_otherwise() {
        stage(100, CATEGORY, PRODUCT, VARIANT);
        settle();
        unsettled.unsettle(C, List.of(ItemKey.product("P1")));

        unsettled.unsettleAll(C);
        unsettled.unsettleAll(C);

        assertThat(pending.any(C)).isFalse();
        stage(200, CATEGORY, PRODUCT, VARIANT);
        assertThat(queue()).containsExactly("category tops", "product P1");
    }

    @Test
    void what_a_refresh_drops_from_the_queue_is_looked_at_when_it_comes_again() {
        String hidden = PRODUCT.replace("}", ",\"status\":\"draft\"}");
        stage(100, hidden);
        pending.replaceBy(C, new ExportFilter(true, List.of(), List.of()));
        assertThat(pending.any(C)).isFalse();

        stage(200, hidden);

        assertThat(queue()).containsExactly("product P1");
    }

    @Test
    void a_refresh_replaces_the_queue_by_what_is_visible_and_passes() {
        stage(
                100,
                CATEGORY,
                PRODUCT.replace("}", ",\"tags\":[\"100%_a\"]}"),
                PRODUCT.replace("P1", "P2"),
                PRODUCT.replace("P1", "P3").replace("}", ",\"tags\":[\"100%_a\"],\"status\":\"draft\"}"),
                "{\"type\":\"category\",\"id\":\"empty\"}");

        pending.replaceBy(C, new ExportFilter(true, List.of("100%_a"), List.of()));
        assertThat(queue()).containsExactly("category tops", "product P1");

        pending.replaceBy(C, new ExportFilter(true, List.of(), List.of()));
        assertThat(queue()).containsExactly("category tops", "category empty", "product P1", "product P2");
    }

    @Test
    void ids_are_exact() {
        stage(100, PRODUCT, PRODUCT.replace("P1", "p1"));

        assertThat(queue()).containsExactly("product P1", "product p1");
    }

    @Test
    void a_deleted_variant_is_its_former_products_change() {
        stage(100, PRODUCT, VARIANT);
        settle();

        stage(200, "{\"type\":\"variant\",\"id\":\"V1\",\"operation\":\"delete\"}");

        assertThat(queue()).containsExactly("product P1");
        assertThat(pending.ownedBy(C, List.of("P1"))).hasSize(1);
    }

    @Test
    void a_deletion_of_an_unknown_variant_leaves_nothing_pending() {
        stage(100, "{\"type\":\"variant\",\"id\":\"V1\",\"operation\":\"delete\"}");

        assertThat(pending.count(C, "")).isZero();
    }

    @Test
    void a_category_tree_that_leads_back_to_itself_is_noted() {
        stage(100, CATEGORY.replace("}", ",\"parent\":\"men\"}"));
        stage(200, CATEGORY.replace("tops", "men").replace("}", ",\"parent\":\"tops\"}"));

        assertThat(queue()).containsExactly("category tops", "category men");
        assertThat(log).extracting(Entry::sentence).singleElement().asString().contains("men → tops → men");
    }

    @Test
    void a_deferred_change_is_out_of_sight_until_it_is_recalled() {
        stage(100, PRODUCT, PRODUCT.replace("P1", "P2"));
        pending.defer(C, pending.next(C, 1));

        assertThat(pending.next(C, 10)).extracting(change -> change.key().id()).containsExactly("P2");
        assertThat(pending.count(C, "")).isEqualTo(2);

        pending.recall(C);
        assertThat(queue()).containsExactly("product P1", "product P2");
    }

    @Test
    void a_newer_event_brings_a_deferred_change_back() {
        stage(100, PRODUCT);
        pending.defer(C, pending.next(C, 1));

        stage(200, PRODUCT.replace("tops", "caps"));

        assertThat(queue()).containsExactly("product P1");
    }

    @Test
    void marking_by_condition_leaves_what_is_pending_alone() {
        stage(100, CATEGORY, PRODUCT, PRODUCT.replace("P1", "P2"), VARIANT);
        settle();
        stage(200, PRODUCT.replace("tops", "caps"));

        ExportFilter passing = new ExportFilter(true, List.of(), List.of());
        int marked = pending.markWhere(C, passing.condition(), passing.parameters(), "filters");

        assertThat(marked).isEqualTo(2);
        assertThat(pending.next(C, 10)).extracting(Change::cause).containsExactly("filters");
        assertThat(queue()).containsExactly("category tops", "product P2", "product P1");
    }

    @Test
    void a_time_in_the_future_counts_for_nothing() {
        stage(100, "{\"type\":\"product\",\"id\":\"P1\",\"updated\":\"2999-01-01T00:00:00Z\"}");
        stage(200, "{\"type\":\"product\",\"id\":\"P1\",\"updated\":\"2026-01-01T00:00:00Z\",\"sku\":\"now\"}");

        assertThat(items.find(C, ItemKey.product("P1")).orElseThrow().item().image())
                .hasToString(
                        "{\"type\":\"product\",\"id\":\"P1\",\"updated\":\"2026-01-01T00:00:00Z\",\"sku\":\"now\"}");
        assertThat(log)
                .filteredOn(entry -> entry.sentence().contains("lies in the future"))
                .hasSize(1);
    }

    @Test
    void a_category_of_very_many_products_marks_them_all() {
        int products = 10_000;
        byte[] none = {};
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> places = new ArrayList<>();
        for (int i = 0; i < products; i++) {
            rows.add(new Object[] {"P" + i, i, i, none, none, none});
            places.add(new Object[] {"P" + i});
        }
        transaction.executeWithoutResult(status -> {
            jdbc.batchUpdate(
                    "insert into item (id, type, connector, status, deleted, arrival, first_arrival, raw_digest,"
                            + " image_digest, image) values (?, 'product', 'c', 'visible', false, ?, ?, ?, ?, ?)",
                    rows);
            jdbc.batchUpdate(
                    "insert into item_category (category, product, connector) values ('tops', ?, 'c')", places);
        });

        stage(1_000_000, CATEGORY);

        assertThat(pending.count(C, "")).isEqualTo(products + 1);
        assertThat(pending.next(C, 2))
                .extracting(change -> change.key().toString())
                .containsExactly("category tops");
        stage(2_000_000, CATEGORY.replace("}", ",\"status\":\"draft\"}"));
        assertThat(pending.count(C, "")).isEqualTo(products + 1);
    }

    private static String campaign(String id, String more) {
        return "{\"type\":\"campaign\",\"id\":\"" + id + "\",\"value\":{\"percentage\":\"10\"}" + more + "}";
    }

    private static String code(String id, String campaign, String more) {
        return "{\"type\":\"code\",\"id\":\"" + id + "\",\"campaign\":\"" + campaign + "\",\"code\":\"" + id + "\""
                + more + "}";
    }

    private static String priority(String word) {
        return ",\"sync\":{\"priority\":\"" + word + "\"}";
    }

    @Test
    void campaigns_and_codes_go_by_their_priority_and_each_campaign_before_codes_of_the_same() {
        stage(
                100,
                campaign("low", priority("low")),
                code("c", "usual", ""),
                campaign("usual", ""),
                campaign("high", priority("high")),
                PRODUCT);

        assertThat(pending.next(C, 10, PendingChanges.Order.CATALOGUE_FIRST))
                .extracting(change -> change.key().toString())
                .containsExactly("product P1");
        assertThat(pending.next(C, 10, PendingChanges.Order.CAMPAIGNS_FIRST))
                .extracting(change -> change.key().toString())
                .containsExactly("campaign high");
        assertThat(pending.next(C, 10, PendingChanges.Order.LONGEST_WAITING))
                .extracting(change -> change.key().toString())
                .contains("campaign low");
        assertThat(queue()).containsExactly("product P1", "campaign high", "campaign usual", "code c", "campaign low");
    }

    @Test
    void a_campaign_that_comes_again_with_another_priority_goes_by_that() {
        stage(100, campaign("a", ""), campaign("b", ""));
        stage(200, campaign("b", priority("high")));

        assertThat(queue()).containsExactly("campaign b", "campaign a");
    }

    @Test
    void a_code_waits_for_its_campaign_and_goes_when_it_comes() {
        stage(100, code("c", "BF", ""));

        assertThat(waiting.count(C)).isEqualTo(1);
        assertThat(waiting.page(C, "", false, null, 10))
                .extracting(WaitingItems.Waiting::sentence)
                .containsExactly("Waits for its campaign BF, which is not there yet.");
        assertThat(pending.any(C)).isFalse();
        pending.recall(C);
        assertThat(pending.any(C)).isFalse();

        stage(200, campaign("BF", ""));

        assertThat(waiting.count(C)).isZero();
        assertThat(queue()).containsExactly("campaign BF", "code c");
    }

    @Test
    void a_product_of_the_same_id_is_not_the_campaign_that_a_code_waits_for() {
        stage(100, code("c", "P1", ""));
        stage(200, PRODUCT);

        assertThat(waiting.count(C)).isEqualTo(1);
        assertThat(queue()).containsExactly("product P1");
    }

    @Test
    void a_change_of_a_campaign_is_a_change_of_its_codes() {
        stage(100, campaign("BF", ""), code("c", "BF", ""), code("other", "X", ""), campaign("X", ""));
        settle();

        stage(200, campaign("BF", ",\"tags\":[\"q4\"]"));

        assertThat(queue()).containsExactly("campaign BF", "code c");
    }

    @Test
    void what_does_not_wait_for_the_trigger_is_urgent_and_so_is_a_switch_of_active() {
        stage(100, campaign("BF", ""), code("c", "BF", ""));
        assertThat(pending.anyUrgent(C)).isFalse();
        settle();

        stage(200, campaign("BF", ",\"active\":false"));
        assertThat(pending.anyUrgent(C)).isTrue();
        settle();
        assertThat(pending.anyUrgent(C)).isFalse();

        stage(300, campaign("BF", ",\"active\":false,\"tags\":[\"q4\"]"));
        assertThat(pending.anyUrgent(C)).isFalse();
        settle();

        stage(400, campaign("new", ",\"sync\":{\"when\":\"immediate\"}"));
        assertThat(pending.anyUrgent(C)).isTrue();
        settle();

        stage(500, "{\"type\":\"campaign\",\"id\":\"new\",\"operation\":\"delete\"}");
        assertThat(pending.anyUrgent(C)).isTrue();
    }

    @Test
    void tags_filter_campaigns_and_with_them_their_codes() {
        stage(100, campaign("q4", ",\"tags\":[\"q4\"]"), code("c", "q4", ""), campaign("BF", ""), code("d", "BF", ""));
        ExportFilter tagged = new ExportFilter(true, List.of("q4"), List.of());

        transaction.executeWithoutResult(status -> pending.replaceBy(C, tagged));

        assertThat(queue()).containsExactly("campaign q4", "code c");
        transaction.executeWithoutResult(
                status -> pending.replaceBy(C, new ExportFilter(true, List.of(), List.of("shoes"))));
        assertThat(queue()).containsExactly("campaign q4", "campaign BF", "code c", "code d");
    }

    @Test
    void what_is_staged_while_a_force_refresh_replaces_the_queue_stays_in_it() {
        stage(1, "{\"type\":\"product\",\"id\":\"P1\"}", "{\"type\":\"product\",\"id\":\"P2\"}");
        pending.done(C, pending.next(C, 10));
        stage(11, "{\"type\":\"product\",\"id\":\"P2\",\"family\":\"a\"}");
        PendingChanges meanwhile = new PendingChanges(
                new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource())) {
                    @SuppressWarnings("NullAway") // what the class above says of its arguments is read in two ways
                    @Override
                    public int update(String sql, @Nullable Object @Nullable ... values) {
                        int n = super.update(sql, values);
                        if (sql.startsWith("insert into unsettled")) {
                            stage(21, "{\"type\":\"product\",\"id\":\"P1\",\"deleted\":true}");
                        }
                        return n;
                    }
                },
                Clock.systemUTC());

        meanwhile.replaceBy(C, new ExportFilter(true, List.of(), List.of()));

        assertThat(queue()).containsExactlyInAnyOrder("product P1", "product P2");
    }

    @Test
    void what_is_to_be_sent_again_by_a_replay_stays_so_when_something_else_marks_it() {
        pending.mark(C, List.of(new PendingChanges.Mark(ItemKey.product("P1"), null, 1, PendingChanges.REPLAY)));
        pending.mark(C, List.of(new PendingChanges.Mark(ItemKey.product("P1"), null, 2, "variant V changed")));
        assertThat(pending.next(C, 10)).singleElement().satisfies(change -> {
            assertThat(change.cause()).isEqualTo(PendingChanges.REPLAY);
            assertThat(change.arrival()).isEqualTo(2);
        });
    }

    @Test
    void all_are_unsettled_although_a_run_writes_one_of_them_down_meanwhile() {
        stage(1, "{\"type\":\"product\",\"id\":\"P1\"}", "{\"type\":\"product\",\"id\":\"P2\"}");
        pending.done(C, pending.next(C, 10));
        Unsettled meanwhile = new Unsettled(
                new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource())) {
                    private boolean once;

                    @Override
                    public int[] batchUpdate(String sql, List<? extends Object[]> rows) {
                        if (!once && !rows.isEmpty()) {
                            once = true;
                            jdbc.update("insert into unsettled (id, type, connector) values ('P1', 'product', 'c')");
                        }
                        return super.batchUpdate(sql, rows);
                    }
                },
                new TransactionTemplate(new NoTransaction()));

        meanwhile.unsettleAll(C);

        assertThat(unsettled.among(C, List.of(ItemKey.product("P1"), ItemKey.product("P2"))))
                .hasSize(2);
    }

    private static final class NoTransaction extends AbstractPlatformTransactionManager {
        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
