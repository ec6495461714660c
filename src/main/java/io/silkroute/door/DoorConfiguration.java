package io.silkroute.door;

import com.sun.management.UnixOperatingSystemMXBean;
import io.silkroute.access.AccessSettings;
import java.lang.management.ManagementFactory;
import org.apache.catalina.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server, so that who says nothing, or too slowly, keeps nobody else waiting. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DoorSettings.class, AccessSettings.class})
class DoorConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DoorConfiguration.class);
    private static final long FILES_OF_OURS = 400; // database, journal, jars, calls to shops

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(DoorSettings settings) {
        return tomcat -> {
            tomcat.setProtocol(BoundedHttp.class.getName());
            tomcat.addConnectorCustomizers(connector -> bound(connector, settings));
            tomcat.addEngineValves(new Leftovers());
        };
    }

    private static void bound(Connector connector, DoorSettings settings) {
        if (connector.getProtocolHandler() instanceof BoundedHttp http) {
            http.headTime(settings.headTime());
            http.setDisableUploadTimeout(false);
            http.setConnectionUploadTimeout((int) settings.pauseTime().toMillis());
            int most = fitting(http.getMaxConnections(), openFiles());
            if (most < http.getMaxConnections()) {
                LOG.warn(
                        "No more than {} connections are taken at a time (server.tomcat.max-connections says {}),"
                                + " because this process may open {} files. Raise that limit (ulimit -n).",
                        most,
                        http.getMaxConnections(),
                        openFiles());
                http.setMaxConnections(most);
            }
        }
    }

    /** Half of the files beside our own ones, so that connections never use up the last. */
    static int fitting(int connections, long files) {
        return (int) Math.max(20, Math.min(connections, (files - FILES_OF_OURS) / 2));
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
    }
}
