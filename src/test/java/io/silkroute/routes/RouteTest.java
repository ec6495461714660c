package io.silkroute.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.spring.SpringCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/**
 * One file of {@code routes/}, and the one of errors, in a Camel context of its own: what the file's head promises.
 * Whatever starts a route is replaced by {@code direct:} and the route's id; a step that is replaced is a mock by the
 * step's id. No step counts here as one that ran: {@link EveryStepRan} looks for the real ones.
 */
@CamelSpringBootTest
@UseAdviceWith
@SpringBootTest(
        classes = RouteContext.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "camel.main.routes-include-pattern=false",
            "logging.level.io.silkroute.routes=warn",
            "logging.level.org.apache.camel.processor=off", // what fails here is meant to
            StepsAreNoted.COUNTED + "=false"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
abstract class RouteTest {

    private final Properties properties = new Properties();
    private final RouteFile file;

    @Autowired
    protected CamelContext camel;

    @Autowired
    protected ProducerTemplate producer;

    /** @param name the file's, without {@code .camel.yaml} */
    RouteTest(String name) {
        file = RouteFile.all().stream()
                .filter(one -> one.name().equals(name + ".camel.yaml"))
                .findFirst()
                .orElseThrow();
    }

    /** Binds what plays the beans, and replaces steps. */
    abstract void arrange() throws Exception;

    @BeforeAll
    void start() throws Exception {
        camel.getRegistry().bind("untilThereIsRoom", new RoutePolicySupport() {});
        for (String name : new java.util.LinkedHashSet<>(List.of("errors.camel.yaml", file.name()))) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:routes/" + name));
        }
        for (var route : file.routes()) {
            showCatches(route.path("id").asString());
            if (!startsItself(route.at("/from/uri").asString())) {
                String id = route.path("id").asString();
                AdviceWith.adviceWith(camel, id, advice -> advice.replaceFromWith("direct:" + id));
            }
        }
        arrange();
        SpringCamelContext.setNoStart(false); // the kit would let it start for each test, in the test's own method
        camel.start();
    }

    // Read from YAML, what a doTry catches stands beside its steps, and advice looks for steps among the steps only.
    private void showCatches(String route) {
        ProcessorDefinitionHelper.filterTypeInOutputs(
                        camel.getCamelContextExtension()
                                .getContextPlugin(Model.class)
                                .getRouteDefinition(route)
                                .getOutputs(),
                        TryDefinition.class)
                .forEach(step -> {
                    step.getCatchClauses().forEach(step::addOutput);
                    if (step.getFinallyClause() != null) {
                        step.addOutput(step.getFinallyClause());
                    }
                });
    }

    /** Whether what starts a route is left as it is, because it can be had here. */
    boolean startsItself(String uri) {
        return uri.startsWith("direct:");
    }

    @AfterEach
    void forget() {
        MockEndpoint.resetMocks(camel);
    }

    void bind(String bean, Object fake) {
        camel.getRegistry().bind(bean, fake);
    }

    void property(String key, String value) {
        properties.put(key, value);
        camel.getPropertiesComponent().setOverrideProperties(properties);
    }

    /** Puts a mock in the place of each of these steps. */
    void replace(String route, String... steps) throws Exception {
        AdviceWith.adviceWith(camel, route, advice -> {
            for (String step : steps) {
                advice.weaveById(step).replace().to("mock:" + step);
            }
        });
    }

    /** Puts a mock, of the same name, in the place of a route of another file. */
    void standIn(String direct) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + direct).to("mock:" + direct);
            }
        });
    }

    /** Puts a mock in the place of every bean and every address of the route. */
    void replaceAll(String route) throws Exception {
        replace(
                route,
                Objects.requireNonNull(file.outermostById().get(route)).stream()
                        .flatMap(RouteFile.Step::withInner)
                        .filter(step ->
                                step.kind().equals("bean") || step.kind().equals("to"))
                        .map(RouteFile.Step::id)
                        .toArray(String[]::new));
    }

    /** The classes of errors that the file names. */
    List<String> caughtTypes() {
        List<String> types = new ArrayList<>();
        file.values((key, value) -> {
            if (key.equals("exception")) {
                types.add(value);
            }
        });
        return types;
    }

    MockEndpoint mock(String step) {
        MockEndpoint mock = camel.getEndpoint("mock:" + step, MockEndpoint.class);
        mock.setResultWaitTime(TimeUnit.SECONDS.toMillis(10));
        return mock;
    }

    void fails(String step, Exception failure) {
        mock(step).whenAnyExchangeReceived(exchange -> {
            throw failure;
        });
    }

    void answers(String step, Object body) {
        mock(step).whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(body));
    }

    Exchange send(String route, Object body) {
        return send(route, body, Map.of());
    }

    Exchange send(String route, Object body, Map<String, Object> headers) {
        return producer.request("direct:" + route, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }

    /** How often each of these steps was reached since the test began. */
    Map<String, Integer> reached(String... steps) {
        Map<String, Integer> reached = new java.util.LinkedHashMap<>();
        for (String step : steps) {
            reached.put(step, mock(step).getReceivedCounter());
        }
        return reached;
    }
}
