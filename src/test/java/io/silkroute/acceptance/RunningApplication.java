package io.silkroute.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** The whole application in this process: real broker, real database, sandbox shop, on a free port. */
public final class RunningApplication implements AutoCloseable {

    final Silkroute silkroute;
    final ConfigurableApplicationContext context;

    private RunningApplication(Silkroute silkroute, ConfigurableApplicationContext context) {
        this.silkroute = silkroute;
        this.context = context;
    }

    /** In a folder of its own. @param settings {@code key=value}, over those of every test */
    public static RunningApplication start(String... settings) {
        return start(temporaryFolder(), settings);
    }

    static RunningApplication start(Path data, String... settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", 0);
        properties.put("silkroute.data", data.resolve("data"));
        properties.put("silkroute.inbox", data.resolve("inbox"));
        properties.put("silkroute.admin-password", Silkroute.ADMIN_PASSWORD);
        properties.put("silkroute.sandbox.enabled", true);
        properties.put("silkroute.sandbox.access-token", Silkroute.SHOP_TOKEN);
        properties.put("silkroute.sandbox.plan", "unlimited");
        properties.put("spring.config.location", "classpath:/application.yaml");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(io.silkroute.Silkroute.class)
                .web(WebApplicationType.SERVLET)
                .initializers(
                        started -> started.getBeanFactory().registerSingleton("onlyMainClasses", new OnlyMainClasses()))
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
        URI address =
                URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        return new RunningApplication(new Silkroute(address, address), context);
    }

    public URI address() {
        return silkroute.address();
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("silkroute-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** The application scans its packages, and the tests' own small applications stand in the same ones. */
    private static final class OnlyMainClasses extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURL().getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OnlyMainClasses;
        }

        @Override
        public int hashCode() {
            return OnlyMainClasses.class.hashCode();
        }
    }
}
