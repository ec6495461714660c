package io.silkroute.shopify.call;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.platform.SettableClock;
import io.silkroute.routes.StepRecorder;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.bulk.BulkOperations;
import io.silkroute.shopify.bulk.BulkParts;
import io.silkroute.shopify.log.RequestLog;
import io.silkroute.tracing.Traces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The gateway over its real route, without the rest of the application. Pauses pass at once and are kept. */
public final class GatewayFixture implements AutoCloseable {

    public static final ConnectorName CONNECTOR = new ConnectorName("demo");

    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final CamelContext camel = new DefaultCamelContext();
    final Gateway gateway;
    final Shops shops;
    final RequestLog log;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<Entry> told = new CopyOnWriteArrayList<>();
    public final BulkOperations bulk;
    public final BulkParts parts;
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    volatile Secrets secrets = new Secrets(null, "shpat_secret", null, null);
    volatile @Nullable String clientId;
    volatile boolean permitted = true;
    final SettableClock clock = SettableClock.ticking();

    public GatewayFixture(URI shop) {
        this(shop, 16);
    }

    public GatewayFixture(URI shop, int concurrency) {
        ShopifySettings settings = new ShopifySettings(
                4,
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                concurrency,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                DataSize.ofKilobytes(256),
                Duration.ofMillis(1),
                5,
                DataSize.ofMegabytes(1),
                3,
                Duration.ofMillis(1),
                20);
        camel.getCamelContextExtension().addInterceptStrategy(new StepRecorder());
        ObjectMapper json = new ObjectMapper();
        JdbcTemplate jdbc = database();
        log = new RequestLog(
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource()))),
                clock);
        ShopMeters meters = new ShopMeters(registry);
        Connectors connectors = connectors(shop);
        ClientCredentials grants =
                new ClientCredentials(beans.getBeanProvider(org.apache.camel.ProducerTemplate.class), json, clock);
        Credentials credentials = new Credentials(connectors, grants);
        shops = new Shops(connectors, settings, clock, meters);
        Attempts attempts = new Attempts(
                beans.getBeanProvider(CamelContext.class),
                beans.getBeanProvider(org.apache.camel.ProducerTemplate.class),
                new OpenCalls(connector -> permitted, 4, Duration.ofMinutes(5)),
                credentials,
                settings,
                pauses::add);
        gateway = new PacedGateway(shops, attempts, json, log, meters, Traces.none());
        Faults faults = new Faults(new Sentences());
        parts = new BulkParts(
                shops,
                gateway,
                faults,
                settings,
                pauses::add,
                jdbc,
                clock,
                beans.getBeanProvider(org.apache.camel.ProducerTemplate.class),
                json);
        camel.getRegistry().bind("dataSource", Objects.requireNonNull(jdbc.getDataSource()));
        bulk = parts.operations();
        camel.getRegistry().bind("bulkFiles", parts.files());
        camel.getRegistry().bind("shopFileClient", new ShopHttpClient(settings, 1L << 30));
        camel.getRegistry()
                .bind(
                        "shopHttpClient",
                        new ShopHttpClient(settings, settings.answerLimit().toBytes()));
        camel.getRegistry().bind("shopCredentials", credentials);
        camel.getRegistry().bind("shopPacing", new Pacing(meters, connector -> permitted, clock));
        camel.getRegistry().bind("shopVersions", new ApiVersions(told::addAll, meters));
        camel.getRegistry().bind("shopRequestLog", log);
        camel.getRegistry().bind("shopReplies", new Replies(json));
        camel.getRegistry().bind("shopFaults", faults);
        start();
        beans.addBean("camel", camel);
        beans.addBean("producer", camel.createProducerTemplate());
    }

    private static JdbcTemplate database() {
        JdbcTemplate jdbc = new JdbcTemplate(
                new SimpleDriverDataSource(new org.hsqldb.jdbc.JDBCDriver(), "jdbc:hsqldb:mem:" + UUID.randomUUID()));
        for (String script : List.of("V30__bulk_operations.sql", "V31__request_log.sql")) {
            try {
                String text = Files.readString(Path.of("src/main/resources/db/migration", script))
                        .replaceAll("--[^\n]*", "")
                        .replace("${text}", "longvarchar");
                for (String statement : text.split(";")) {
                    if (!statement.isBlank()) {
                        jdbc.execute(statement);
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return jdbc;
    }

    private void start() {
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel)
                            .resolveResource("file:routes/shopify-call.camel.yaml"));
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public CallResult call(String operation) {
        return call(operation, JsonNodeFactory.instance.objectNode());
    }

    public CallResult call(String operation, ObjectNode variables) {
        return gateway.call(CONNECTOR, Operation.named(operation), variables);
    }

    private Connectors connectors(URI shop) {
        return new Connectors() {
            @Override
            public Optional<Connector> find(ConnectorName name) {
                return name.equals(CONNECTOR) ? Optional.of(connector(shop)) : Optional.empty();
            }

            @Override
            public List<Connector> all() {
                return List.of(connector(shop));
            }

            @Override
            public Secrets secrets(ConnectorName name) {
                return secrets;
            }
        };
    }

    private Connector connector(URI shop) {
        ConnectorConfig usual = ConnectorConfig.DEFAULTS;
        ConnectorConfig config = new ConnectorConfig(
                new ConnectorConfig.Shop("demo.myshopify.com", shop, "2026-10", clientId),
                usual.export(),
                usual.mapping(),
                usual.linkExisting(),
                usual.trigger(),
                usual.batchSize(),
                usual.conflicts(),
                usual.exportPath(),
                usual.guard(),
                usual.rules(),
                usual.campaigns(),
                usual.pull(),
                usual.loyalty(),
                usual.notifications(),
                usual.sources());
        return new Connector(CONNECTOR, true, config, Instant.EPOCH);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
