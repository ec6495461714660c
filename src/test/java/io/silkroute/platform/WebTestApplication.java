package io.silkroute.platform;

import io.silkroute.access.OpenPaths;
import io.silkroute.connector.ConnectorActivated;
import io.silkroute.connector.ConnectorDeactivated;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.FiltersChanged;
import io.silkroute.connector.UnfinishedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.artemis.autoconfigure.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/** Connectors, activity log and the web's locks on an HSQLDB in memory; no broker, no routes, no real runs. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = ArtemisAutoConfiguration.class)
@ComponentScan(
        basePackages = {
            "io.silkroute.access",
            "io.silkroute.connector",
            "io.silkroute.activity",
            "io.silkroute.door",
            "io.silkroute.platform",
            "io.silkroute.signin"
        },
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*Test.*|io\\.silkroute\\.platform\\.((Broker|Jms)Configuration|QueueMeters)"))
@ComponentScan(
        basePackages = "io.silkroute.console",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(SignInPage|StaticFiles)"))
@Import({WebTestApplication.Heard.class, WebTestApplication.OneRun.class, WebTestApplication.Push.class})
class WebTestApplication {

    static class Heard {

        final List<Object> events = new ArrayList<>();

        @EventListener({ConnectorActivated.class, ConnectorDeactivated.class, FiltersChanged.class})
        void hear(Object event) {
            events.add(event);
        }
    }

    static class OneRun implements UnfinishedRuns {

        @Nullable
        String id;

        @Override
        public Optional<String> unfinishedOf(ConnectorName connector) {
            return Optional.ofNullable(id);
        }
    }

    static class Push implements OpenPaths {

        @Override
        public List<String> withOwnLock() {
            return List.of("/pim/**");
        }
    }
}
