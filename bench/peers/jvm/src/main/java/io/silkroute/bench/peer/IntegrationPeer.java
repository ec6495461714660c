package io.silkroute.bench.peer;

import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.http.dsl.Http;
import org.springframework.integration.http.dsl.HttpMessageHandlerSpec;

/** The same as a Spring Integration flow: no queue, no skipping, no pacing, no repetition. */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
@EnableAutoConfiguration(
        exclude = CamelAutoConfiguration.class,
        excludeName = {
            "org.apache.camel.component.platform.http.springboot.PlatformHttpComponentAutoConfiguration",
            "org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpAutoConfiguration"
        })
public class IntegrationPeer {

    public static void main(String[] arguments) {
        SpringApplication.run(IntegrationPeer.class, arguments);
    }

    @Bean
    HttpComponentsClientHttpRequestFactory pooled(@Value("${peer.concurrency}") int concurrency) {
        return new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(concurrency)
                        .setMaxConnTotal(concurrency)
                        .build())
                .build());
    }

    @Bean
    IntegrationFlow load(
            @Value("${peer.shop}") String shop,
            @Value("${peer.token}") String token,
            HttpComponentsClientHttpRequestFactory pooled) {
        Mapping mapping = new Mapping();
        return IntegrationFlow.from(Http.inboundGateway("/items")
                        .requestMapping(mappings -> mappings.methods(HttpMethod.POST))
                        .requestPayloadType(byte[].class))
                .transform(byte[].class, body -> unchecked(() -> mapping.productSet(body)))
                .enrichHeaders(headers -> headers.header("X-Shopify-Access-Token", token, true)
                        .header("contentType", "application/json", true))
                .handle(call(shop, pooled))
                .transform(byte[].class, body -> unchecked(() -> mapping.publish(body)))
                .handle(call(shop, pooled))
                .transform(byte[].class, body -> "{}")
                .get();
    }

    private static HttpMessageHandlerSpec call(String shop, HttpComponentsClientHttpRequestFactory pooled) {
        return Http.outboundGateway(shop)
                .requestFactory(pooled)
                .httpMethod(HttpMethod.POST)
                .mappedRequestHeaders("X-Shopify-Access-Token", "Content-Type")
                .expectedResponseType(byte[].class);
    }

    private interface Made {
        byte[] get() throws java.io.IOException;
    }

    private static byte[] unchecked(Made made) {
        try {
            return made.get();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
