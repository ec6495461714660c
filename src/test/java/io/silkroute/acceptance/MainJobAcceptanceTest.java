package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.silkroute.routes.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** A catalogue goes through to the shop, and what an operator's tools see of it. */
class MainJobAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.schedule.tick=* * * * * ?", "silkroute.activity.retention-delay=100");
        silkroute = application.silkroute;
    }

    @Test
    void a_pushed_product_reaches_the_shop_and_coming_again_is_unchanged() {
        silkroute.connect("main", "{}");
        String category = """
                {"type":"category","id":"tops","name":{"en_US":"Tops"}}""";
        String product = """
                {"type":"product","id":"P1","name":{"en_US":"Crew sweater"},"axes":["size"],"categories":["tops"],\
                "tags":["summer"],"price":{"USD":"139"}}""";
        String small = """
                {"type":"variant","id":"P1-S","sku":"P1-S","parent":"P1","attributes":{"size":"S"},"price":{"USD":"139"}}""";
        String large = """
                {"type":"variant","id":"P1-L","sku":"P1-L","parent":"P1","attributes":{"size":"L"},"price":{"USD":"139"}}""";

        Silkroute.Response pushed = silkroute.push("main", category, product, small, large);
        assertThat(pushed.status()).as(pushed.text()).isEqualTo(202);
        JsonNode first = silkroute.runAfter("main", "");

        assertThat(first.path("state").asString())
                .as(first + "\n" + silkroute.activity(""))
                .isEqualTo("completed");
        assertThat(first.path("counts").path("created").asInt()).isEqualTo(4);
        JsonNode inShop = silkroute.products().get("P1");
        assertThat(inShop.path("title").asString()).isEqualTo("Crew sweater");
        assertThat(inShop.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(inShop.path("variants")).hasSize(2);
        assertThat(silkroute.collections()).containsKey("tops");

        long writes = silkroute.writes();
        silkroute.push("main", category, product, small, large);
        JsonNode second = silkroute.runAfter("main", first.path("id").asString());
        assertThat(second.path("counts").path("unchanged").asInt())
                .as(second.toString())
                .isEqualTo(4);
        assertThat(silkroute.writes()).isEqualTo(writes);

        silkroute.push("main", product.replace("Crew sweater", "Crew neck"));
        JsonNode third = silkroute.runAfter("main", second.path("id").asString());
        assertThat(third.path("counts").path("updated").asInt())
                .as(third.toString())
                .isEqualTo(1);
        assertThat(silkroute.products().get("P1").path("title").asString()).isEqualTo("Crew neck");
        assertThat(silkroute.writes()).isEqualTo(writes + 1);
    }

    @Test
    void a_schedule_asks_for_a_run_when_something_is_pending() {
        silkroute.connect("clockwork", "{\"trigger\":{\"onChange\":false,\"schedule\":[\"* * * * * ?\"]}}");

        JsonNode run = silkroute.synchronize("clockwork", Pim.product("cl1"));

        assertThat(run.path("trigger").asString()).isEqualTo("schedule");
        assertThat(run.path("state").asString()).isEqualTo("completed");
        assertThat(silkroute.products()).containsKey("cl1");
    }

    @Test
    void a_scheduled_time_at_which_nothing_is_pending_is_a_check_and_no_run_unless_runs_are_wanted_all_the_same() {
        silkroute.connect("idle", "{\"trigger\":{\"onChange\":false,\"schedule\":[\"* * * * * ?\"]}}");
        JsonNode run = silkroute.synchronize("idle", Pim.product("id1"));
        Awaitility.await()
                .until(() -> silkroute
                        .status("idle")
                        .at("/lastCheck/result")
                        .asString("")
                        .equals("nothing-to-do"));
        assertThat(silkroute.status("idle").at("/lastCheck/at").isString()).isTrue();
        assertThat(silkroute.lastRun("idle").path("id")).isEqualTo(run.path("id"));

        silkroute.patch("/api/connectors/idle/config", "{\"trigger\":{\"onlyIfChanged\":false}}");
        JsonNode next = silkroute.runAfter("idle", run.path("id").asString());
        assertThat(next.path("trigger").asString()).isEqualTo("schedule");
        assertThat(silkroute.status("idle").at("/lastCheck/result").asString()).isEqualTo("run");
        silkroute.put("/api/connectors/idle/deactivate");
    }

    @Test
    void events_start_a_run_although_changes_do_not() {
        silkroute.connect(
                "eventful", "{\"trigger\":{\"onChange\":false,\"events\":[\"campaign-created\",\"pending-over-2\"]}}");
        silkroute.push("eventful", List.of(Pim.product("ev1"), Pim.product("ev2")));
        Awaitility.await()
                .until(() -> silkroute.status("eventful").path("pending").asInt() == 2);
        assertThat(silkroute.runs("eventful")).isEmpty();

        silkroute.push("eventful", List.of(Pim.product("ev3")));
        JsonNode third = silkroute.runAfter("eventful", "");
        assertThat(third.path("trigger").asString()).isEqualTo("change");
        assertThat(silkroute.products()).containsKeys("ev1", "ev2", "ev3");

        String campaign =
                "{\"type\":\"campaign\",\"id\":\"EV\",\"code\":\"EVENT\",\"name\":\"%s\",\"value\":{\"percentage\":\"10\"}}";
        silkroute.push("eventful", campaign.formatted("First"));
        JsonNode created = silkroute.runAfter("eventful", third.path("id").asString());
        assertThat(created.at("/counts/created").asInt()).as(created.toString()).isEqualTo(1);

        silkroute.push("eventful", campaign.formatted("Second"));
        Awaitility.await()
                .until(() -> silkroute.status("eventful").path("pending").asInt() == 1);
        assertThat(silkroute.lastRun("eventful").path("id")).isEqualTo(created.path("id"));
    }

    @Test
    void an_item_on_which_the_connector_itself_fails_is_parked_and_harms_no_other() throws Exception {
        CamelContext camel = application.context.getBean(CamelContext.class);
        AdviceWith.adviceWith(
                camel,
                "decide-item",
                route -> route.weaveById("map-item")
                        .before()
                        .process(exchange -> failOn("df1", "${body.key.id}", exchange)));
        AdviceWith.adviceWith(
                camel,
                "write-item",
                route -> route.weaveById("write-product")
                        .before()
                        .process(exchange -> failOn("df2", "${body.key.id}", exchange)));
        silkroute.connect("defective", "{}");

        JsonNode run = silkroute.synchronize("defective", Pim.product("df1"), Pim.product("df2"), Pim.product("df3"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed-with-failures");
        assertThat(run.path("counts").path("parked").asInt()).isEqualTo(2);
        assertThat(silkroute.products()).containsKey("df3").doesNotContainKeys("df1", "df2");
        for (String item : List.of("df1", "df2")) {
            assertThat(silkroute.told("defective", "product", item).get(0)).contains("Silkroute itself failed");
        }
    }

    @Test
    void a_run_that_breaks_off_before_its_record_comes_again_and_makes_nothing_twice() throws Exception {
        CamelContext camel = application.context.getBean(CamelContext.class);
        AtomicInteger times = new AtomicInteger();
        AdviceWith.adviceWith(
                camel,
                "export-batch",
                route -> route.weaveById("record-batch").before().process(exchange -> {
                    if (times.get() == 0) {
                        failOn("bo1", "${body[0].key.id}", exchange, times);
                    }
                }));
        silkroute.connect("broken", "{}");

        JsonNode run = silkroute.synchronize("broken", Pim.product("bo1"), Pim.product("bo2"));

        assertThat(times).hasValue(1);
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("counts").path("done").asInt()).isEqualTo(2);
        assertThat(silkroute.runs("broken")).hasSize(1);
        assertThat(silkroute.products()).containsKeys("bo1", "bo2");
        assertThat(silkroute.shopState().path("products").asInt())
                .isEqualTo(silkroute.products().size());
    }

    private static void failOn(String item, String expression, Exchange exchange) {
        failOn(item, expression, exchange, new AtomicInteger());
    }

    private static void failOn(String item, String expression, Exchange exchange, AtomicInteger times) {
        if (item.equals(exchange.getContext()
                .resolveLanguage("simple")
                .createExpression(expression)
                .evaluate(exchange, String.class))) {
            times.incrementAndGet();
            throw new IllegalStateException("broken on purpose");
        }
    }

    @Test
    void health_tells_of_broker_database_routes_and_each_shop() {
        silkroute.connect("well", "{}");
        silkroute.put("/api/connectors/well/deactivate");

        JsonNode before = silkroute.get("/actuator/health").json();
        assertThat(before.path("status").asString()).as(before.toString()).isEqualTo("UP");
        assertThat(before.at("/components/jms/status").asString())
                .as(before.toString())
                .isEqualTo("UP");
        assertThat(before.at("/components/db/status").asString()).isEqualTo("UP");
        assertThat(before.at("/components/camelHealth/status").asString()).isEqualTo("UP");
        assertThat(before.at("/components/shops/details/well").asString()).isEqualTo("not called since the start");

        silkroute.put("/api/connectors/well/activate");
        silkroute.synchronize("well", Pim.product("well1"));
        JsonNode after = silkroute.get("/actuator/health").json();
        assertThat(after.at("/components/shops/details/well").asString())
                .as(after.toString())
                .isEqualTo("answers");

        JsonNode ready = silkroute.get("/actuator/health/readiness").json();
        assertThat(ready.path("status").asString()).isEqualTo("UP");
        assertThat(ready.path("components").properties())
                .extracting(Map.Entry::getKey)
                .contains("jms", "db", "camelHealth")
                .doesNotContain("shops"); // a shop that is down is no reason to take no pushes
    }

    @Test
    void a_route_that_is_down_shows_in_the_health() throws Exception {
        CamelContext camel = application.context.getBean(CamelContext.class);
        camel.getRouteController().stopRoute("stage-changes");
        try {
            JsonNode health = silkroute.get("/actuator/health").json();
            assertThat(health.at("/components/camelHealth/status").asString())
                    .as(health.toString())
                    .isEqualTo("DOWN");
            assertThat(health.at("/components/camelHealth").toString()).contains("stage-changes");
        } finally {
            camel.getRouteController().startRoute("stage-changes");
        }
    }

    @Test
    void metrics_count_items_runs_points_throttles_and_queues() {
        silkroute.connect("counted", "{}");
        Map<String, Double> none = silkroute.metrics();
        assertThat(none).doesNotContainKey("silkroute_items_total{connector=\"counted\",outcome=\"created\"}");

        silkroute.synchronize("counted", Pim.product("m1"), Pim.product("m2"));
        silkroute.synchronize("counted", Pim.product("m1"), Pim.product("m3").status("draft"));

        assertThat(silkroute.metrics())
                .containsEntry("silkroute_items_total{connector=\"counted\",outcome=\"created\"}", 2.0)
                .containsEntry("silkroute_items_total{connector=\"counted\",outcome=\"unchanged\"}", 1.0)
                .containsEntry("silkroute_items_total{connector=\"counted\",outcome=\"filtered\"}", 1.0)
                .containsEntry(
                        "silkroute_run_duration_seconds_count{connector=\"counted\",mode=\"incremental\",state=\"completed\"}",
                        2.0)
                .containsEntry("silkroute_shop_throttled_total{connector=\"counted\"}", 0.0)
                .containsEntry("silkroute_queue_depth{queue=\"pim.changes\"}", 0.0)
                .containsEntry("silkroute_queue_depth{queue=\"sync.runs\"}", 0.0)
                .containsEntry("silkroute_queue_depth{queue=\"dead.letters\"}", 0.0)
                .hasEntrySatisfying(
                        "silkroute_shop_points_total{connector=\"counted\"}",
                        points -> assertThat(points).isGreaterThan(20));
    }

    @Test
    void a_message_that_waits_shows_in_the_queue_depth() throws Exception {
        CamelContext camel = application.context.getBean(CamelContext.class);
        silkroute.connect("waiting", "{}");
        camel.getRouteController().stopRoute("stage-changes");
        try {
            silkroute.push("waiting", List.of(Pim.product("q1")));
            assertThat(silkroute.metrics()).containsEntry("silkroute_queue_depth{queue=\"pim.changes\"}", 1.0);
        } finally {
            camel.getRouteController().startRoute("stage-changes");
        }
        assertThat(silkroute.runAfter("waiting", "").path("state").asString()).isEqualTo("completed");
        assertThat(silkroute.metrics()).containsEntry("silkroute_queue_depth{queue=\"pim.changes\"}", 0.0);
    }

    @Test
    void a_line_about_an_item_names_the_connector_and_the_run() {
        silkroute.connect("logged", "{}");
        Logger route = (Logger) LoggerFactory.getLogger("write-item");
        List<Map<String, String>> names = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent line) {
                names.add(Map.copyOf(line.getMDCPropertyMap()));
            }
        };
        appender.start();
        route.setLevel(Level.DEBUG);
        route.addAppender(appender);
        JsonNode run;
        try {
            run = silkroute.synchronize(
                    "logged",
                    Pim.product("lg1").status("draft"),
                    Pim.product("lg2").status("draft"));
        } finally {
            route.detachAppender(appender);
            route.setLevel(null);
        }
        assertThat(names)
                .hasSize(2)
                .allSatisfy(name -> assertThat(name)
                        .containsEntry("connector", "logged")
                        .containsEntry("run", run.path("id").asString()));
    }

    @Test
    void every_bean_and_method_that_a_route_names_exists() {
        List<String> missing = new ArrayList<>();
        for (RouteFile file : RouteFile.all()) {
            for (RouteFile.Step step : file.steps()) {
                step.beans().forEach((bean, method) -> {
                    if (!application.context.containsBean(bean)) {
                        missing.add(step + ": no bean " + bean);
                    } else if (!method.isEmpty()
                            && Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(
                                            AopUtils.getTargetClass(application.context.getBean(bean))))
                                    .noneMatch(one -> one.getName().equals(method))) {
                        missing.add(step + ": no method " + method + " of bean " + bean);
                    }
                });
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_call_that_the_documents_name_exists() throws IOException {
        List<String> known =
                new ArrayList<>(List.of("/actuator/health", "/actuator/health/readiness", "/actuator/prometheus"));
        application
                .context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .map(MainJobAcceptanceTest::withoutNames)
                        .forEach(pattern -> known.add(pattern)));
        Pattern call = Pattern.compile("`(?:(?:GET|POST|PUT) )?((?:/api|/actuator|…)/[^` ]*)");
        List<String> unknown = new ArrayList<>();
        for (String file : List.of("README.md", "docs/rules.md")) {
            call.matcher(Files.readString(Path.of(file)))
                    .results()
                    .map(found -> withoutNames(found.group(1)))
                    .filter(path -> known.stream()
                            .noneMatch(
                                    one -> path.startsWith("…") ? one.endsWith(path.substring(1)) : one.equals(path)))
                    .forEach(path -> unknown.add(file + ": " + path));
        }
        assertThat(unknown).isEmpty();
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
