package io.silkroute.activity;

import io.silkroute.platform.SettableClock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.artemis.autoconfigure.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The activity log on an HSQLDB in memory, with a clock that the test sets. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        exclude = {
            ArtemisAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class
        })
@Import({JdbcActivityLog.class, Activities.class, ActivityApi.class, Retention.class})
class ActivityTestApplication {

    @Bean
    SettableClock clock() {
        return SettableClock.at("2026-11-20T10:00:00Z");
    }

    @Bean
    FlywayConfigurationCustomizer columnTypes() {
        return flyway -> flyway.placeholders(
                java.util.Map.of("text", "longvarchar", "bytes", "longvarbinary", "digest", "varbinary(32)"));
    }
}
