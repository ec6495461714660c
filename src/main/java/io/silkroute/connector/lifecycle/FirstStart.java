package io.silkroute.connector.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.Secret;
import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConfigReader;
import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.secret.Secrets;
import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the connectors of {@code application.yaml}, each once: afterwards the console and the API own them, and
 * one that was deleted does not come back.
 */
@Component
@EnableConfigurationProperties(ConnectorSettings.class)
class FirstStart implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final ConnectorSettings settings;
    private final JdbcConnectors connectors;
    private final ConfigReader reader;
    private final ActivityLog activity;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final Clock clock;

    FirstStart(
            ConnectorSettings settings,
            JdbcConnectors connectors,
            ConfigReader reader,
            ActivityLog activity,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            ObjectMapper json,
            Clock clock) {
        this.settings = settings;
        this.connectors = connectors;
        this.reader = reader;
        this.activity = activity;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        settings.connectors().forEach((name, entry) -> {
            if (!taken(name)) {
                create(name, entry);
            }
        });
    }

    private void create(String name, ConnectorSettings.Entry entry) {
        ConnectorName.given(name);
        ObjectNode tree = json.valueToTree(entry);
        tree.remove("active");
        ConfigReader.Read read;
        try {
            read = reader.read(tree, Secrets.NONE, entry.active());
        } catch (ConfigRefused refused) {
            throw new ConnectorSettingsInvalid(name, refused.problems());
        }
        boolean generated = read.secrets().pimToken() == null;
        String token = generated ? Secret.made("").text() : read.secrets().pimToken();
        Secrets secrets = new Secrets(
                token,
                read.secrets().accessToken(),
                read.secrets().clientSecret(),
                read.secrets().webhookSecret(),
                read.secrets().nextWebhookSecret(),
                read.secrets().deliveryKeys(),
                read.secrets().sourceKeys());
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.update(
                        "insert into connector_given (name, taken_at) values (?, ?)",
                        name,
                        clock.instant().atOffset(ZoneOffset.UTC));
                if (connectors.find(new ConnectorName(name)).isEmpty()) {
                    connectors.add(new ConnectorName(name), entry.active(), read.config(), secrets);
                    activity.append(Entry.ofOperator(
                            name, "application.yaml", "The connector was created at the first start."));
                    if (generated) {
                        LOG.info("Connector {} was created. Its PIM token, shown only now: {}", name, token);
                    }
                }
            });
        } catch (DuplicateKeyException other) {
            LOG.debug("Another node has created connector {}", name);
        }
    }

    private boolean taken(String name) {
        return !jdbc.queryForList("select name from connector_given where name = ?", String.class, name)
                .isEmpty();
    }
}
