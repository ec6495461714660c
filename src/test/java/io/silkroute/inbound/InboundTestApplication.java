package io.silkroute.inbound;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.tracing.Traces;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Inbound and activity on the real broker, database and routes; two connectors, {@code demo} and {@code bare}. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        exclude = {
            SecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class
        })
@ComponentScan(
        basePackages = {"io.silkroute.inbound", "io.silkroute.source", "io.silkroute.activity", "io.silkroute.disk"},
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test.*"))
@ComponentScan(
        basePackages = "io.silkroute.catalogue",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.silkroute\\.catalogue\\.Items"))
@ComponentScan(
        basePackages = "io.silkroute.platform",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "io\\.silkroute\\.platform\\.(Broker|Database|Jms)Configuration"))
class InboundTestApplication {

    static final String TOKEN = "token-of-demo";

    @Bean
    Traces traces() {
        return Traces.none();
    }

    @Bean
    TaskScheduler taskScheduler() {
        return new ThreadPoolTaskScheduler();
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Connectors connectors() {
        return new Connectors() {
            @Override
            public Optional<Connector> find(ConnectorName name) {
                return all().stream().filter(c -> c.name().equals(name)).findFirst();
            }

            @Override
            @SuppressWarnings("NullAway") // the configuration plays no part here
            public List<Connector> all() {
                return List.of(
                        new Connector(new ConnectorName("demo"), true, null, Instant.EPOCH),
                        new Connector(new ConnectorName("bare"), true, null, Instant.EPOCH));
            }

            @Override
            public Secrets secrets(ConnectorName name) {
                return name.text().equals("demo") ? new Secrets(TOKEN, null, null, null) : Secrets.NONE;
            }
        };
    }
}
