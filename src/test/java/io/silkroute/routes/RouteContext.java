package io.silkroute.routes;

import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/** Camel and nothing else. */
@SpringBootConfiguration
@ImportAutoConfiguration(CamelAutoConfiguration.class)
class RouteContext {}
