package io.silkroute.disk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The data folder first, then the files in it; and what is looked at while they are written. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiskSettings.class)
class DiskConfiguration {

    private static final List<String> WRITERS = List.of("dataSource", "embeddedActiveMq");

    @Bean
    static BeanFactoryPostProcessor embeddedDatabaseFirst() {
        return beans -> WRITERS.stream()
                .filter(beans::containsBeanDefinition)
                .forEach(writer -> beans.getBeanDefinition(writer).setDependsOn("embeddedDatabase"));
    }

    @Bean
    static FailedWrites failedWrites() {
        return new FailedWrites(HardStop.ofTheProcess());
    }

    /** Of one process only what lies in its own files; a database or a broker elsewhere looks after itself. */
    @Bean
    EmbeddedFiles embeddedFiles(
            DataSourceProperties database,
            @Value("${silkroute.data}") Path data,
            @Value("${spring.artemis.mode}") String broker) {
        return EmbeddedFiles.take(
                data, EmbeddedDatabase.files(database.determineUrl()), broker.equalsIgnoreCase("embedded"));
    }

    @Bean
    EmbeddedDatabase embeddedDatabase(
            EmbeddedFiles files, DataSourceProperties database, DiskSettings settings, FailedWrites failures) {
        return EmbeddedDatabase.open(database, files.data().resolve("db.password"), settings.acceptLoss(), failures);
    }

    @Bean
    ScratchFolder scratchFolder(EmbeddedFiles files) {
        return ScratchFolder.of(files);
    }

    @Bean
    DiskRoom diskRoom(DiskSettings settings, EmbeddedFiles files, ObjectProvider<EmbeddedActiveMQ> broker) {
        return new DiskRoom(settings.minimumFree(), files.folders(), waitingBytes(broker));
    }

    private static LongSupplier waitingBytes(ObjectProvider<EmbeddedActiveMQ> broker) {
        return () -> Optional.ofNullable(broker.getIfAvailable())
                .map(EmbeddedActiveMQ::getActiveMQServer)
                .filter(ActiveMQServer::isActive)
                .map(server -> server.locateQueue("pim.changes"))
                .map(Queue::getPersistentSize)
                .orElse(0L);
    }
}
