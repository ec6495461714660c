package io.silkroute.sandbox;

import io.silkroute.sandbox.graphql.AdminApi;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Statistics;
import io.silkroute.sandbox.shop.Faults;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.SandboxSettings;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.shop.Tokens;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every feature stands on; the features themselves are components of their packages. */
@InSandbox
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SandboxSettings.class)
class SandboxConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    @Bean
    Shop sandboxShop(SandboxSettings settings) {
        return new Shop(settings, CLOCK);
    }

    @Bean
    Tokens sandboxTokens(SandboxSettings settings) {
        return new Tokens(settings, CLOCK);
    }

    @Bean
    Faults sandboxFaults() {
        return new Faults();
    }

    @Bean
    Statistics sandboxStatistics() {
        return new Statistics();
    }

    @Bean
    AdminApi sandboxApi(ObjectProvider<SandboxFeature> features, Statistics statistics) {
        return new AdminApi(() -> features, statistics);
    }
}
