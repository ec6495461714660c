package io.silkroute.shopify;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShopifySettings.class)
class ShopifyConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Pause pause() {
        return time -> Thread.sleep(time.toMillis());
    }
}
