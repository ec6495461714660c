package io.silkroute.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * The sandbox shop as a process of its own, {@code --sandbox-only}: no broker, no database, no routes, no login.
 * Not found by a component scan, so that the connector's own application does not become it.
 */
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
@ComponentScan
public class SandboxApplication {
    /** The argument that starts the sandbox shop instead of the connector. */
    public static final String ARGUMENT = "--sandbox-only";

    public static void main(String[] args) {
        run(args);
    }

    /** Starts it; {@code --server.port} and {@code --silkroute.sandbox.*} are taken. */
    public static ConfigurableApplicationContext run(String... args) {
        return run(List.of(), args);
    }

    /** @param more sources of beans, as a feature that is tried out */
    static ConfigurableApplicationContext run(List<Class<?>> more, String... args) {
        List<String> left = new ArrayList<>(Arrays.asList(args));
        left.remove(ARGUMENT);
        left.add("--silkroute.sandbox.enabled=true");
        SpringApplication application = new SpringApplication(SandboxApplication.class);
        application.addPrimarySources(more);
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.tomcat.max-keep-alive-requests", "-1",
                "spring.main.banner-mode", "off"));
        return application.run(left.toArray(String[]::new));
    }
}
