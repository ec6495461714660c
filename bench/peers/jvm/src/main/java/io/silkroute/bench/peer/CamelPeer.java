package io.silkroute.bench.peer;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.integration.IntegrationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HTTP in, map, HTTP out twice, answer: no queue, no skipping, no pacing, no repetition. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = IntegrationAutoConfiguration.class)
public class CamelPeer {

    public static void main(String[] arguments) {
        SpringApplication.run(CamelPeer.class, arguments);
    }

    @Bean
    Mapping mapping() {
        return new Mapping();
    }

    @Bean
    HttpClientConfigurer pooled(@Value("${peer.concurrency}") int concurrency) {
        return (HttpClientBuilder client) ->
                client.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(concurrency)
                        .setMaxConnTotal(concurrency)
                        .build());
    }

    @Bean
    RouteBuilder load(@Value("${peer.shop}") String shop, @Value("${peer.token}") String token) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                String call = shop + "?httpMethod=POST&httpClientConfigurer=#pooled";
                from("platform-http:/items?httpMethodRestrict=POST")
                        .convertBodyTo(byte[].class)
                        .bean("mapping", "productSet")
                        .removeHeaders("*")
                        .setHeader("X-Shopify-Access-Token", constant(token))
                        .setHeader("Content-Type", constant("application/json"))
                        .to(call)
                        .convertBodyTo(byte[].class)
                        .bean("mapping", "publish")
                        .removeHeaders("*")
                        .setHeader("X-Shopify-Access-Token", constant(token))
                        .setHeader("Content-Type", constant("application/json"))
                        .to(call)
                        .removeHeaders("*")
                        .setBody(constant("{}"));
            }
        };
    }
}
