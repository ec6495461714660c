package io.silkroute.shopify.call;

import io.silkroute.shopify.Pause;
import io.silkroute.shopify.ShopifySettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShopifySettings.class)
class ShopifyConfiguration {

    private static final long LARGEST_RESULT = 4L << 30;

    @Bean
    ShopHttpClient shopHttpClient(ShopifySettings settings) {
        return new ShopHttpClient(settings, settings.answerLimit().toBytes());
    }

    @Bean
    ShopHttpClient shopFileClient(ShopifySettings settings) {
        return new ShopHttpClient(settings, LARGEST_RESULT);
    }

    @Bean
    @ConditionalOnMissingBean
    Pause pause() {
        return time -> Thread.sleep(time.toMillis());
    }
}
