package io.silkroute.platform;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.artemis.autoconfigure.ArtemisConfigurationCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded broker: a durable journal below {@code silkroute.data}, reachable inside this process only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.artemis.mode", havingValue = "embedded")
class BrokerConfiguration {

    static final List<String> QUEUES = List.of("pim.changes", "shop.events", "sync.runs", "dead.letters");

    // The embedded default waits 3.3 ms to fill a journal buffer, which a lone producer pays on every commit.
    private static final int JOURNAL_BUFFER_TIMEOUT_NANOS = 200_000;
    // A message that fits here is written with the journal's other records, a larger one into a file of its own.
    private static final int JOURNAL_BUFFER_BYTES = 1 << 20;
    private static final long PAGING_STARTS_AT_BYTES = 16L << 20;
    private static final int PAGE_BYTES = 4 << 20;

    // From Java 24 on Netty frees only buffers of its own making, and Artemis gives it others when it reads its journal
    // anew: unless Netty is told to do as before, no broker starts a second time.
    private static final String NETTY_WITHOUT_UNSAFE = "io.netty.noUnsafe";

    static {
        if (System.getProperty(NETTY_WITHOUT_UNSAFE) == null) {
            System.setProperty(NETTY_WITHOUT_UNSAFE, "false");
        }
    }

    @Bean
    ArtemisConfigurationCustomizer journal(@Value("${silkroute.data}") Path data) {
        return broker -> {
            File folder = data.resolve("broker").toFile();
            broker.setPersistenceEnabled(true)
                    .setBindingsDirectory(new File(folder, "bindings").getPath())
                    .setJournalDirectory(new File(folder, "journal").getPath())
                    .setLargeMessagesDirectory(new File(folder, "large-messages").getPath())
                    .setPagingDirectory(new File(folder, "paging").getPath())
                    .setJournalType(JournalType.NIO)
                    .setJournalBufferTimeout_NIO(JOURNAL_BUFFER_TIMEOUT_NANOS)
                    .setJournalBufferSize_NIO(JOURNAL_BUFFER_BYTES)
                    .setJournalSyncTransactional(true)
                    .setJournalSyncNonTransactional(true)
                    .setGlobalMaxSize(PAGING_STARTS_AT_BYTES)
                    .setSecurityEnabled(false)
                    .setMessageCounterEnabled(false)
                    .setMaxDiskUsage(-1) // it would let a push wait without a word; the guard of the disk refuses it
                    .setJMXManagementEnabled(false);
            broker.addAddressSetting(
                    "#",
                    new AddressSettings()
                            .setDeadLetterAddress(SimpleString.of("dead.letters"))
                            .setExpiryAddress(SimpleString.of("dead.letters"))
                            .setMaxDeliveryAttempts(6)
                            .setRedeliveryDelay(1_000)
                            .setRedeliveryMultiplier(2.0)
                            .setMaxRedeliveryDelay(30_000)
                            .setPageSizeBytes(PAGE_BYTES)
                            .setMaxSizeBytes(PAGING_STARTS_AT_BYTES)
                            .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                            .setDefaultQueueRoutingType(RoutingType.ANYCAST));
            // A run takes as long as it takes: its message is held by the consumer that works on it, and given
            // to another only when that consumer is gone, however often that happens. A consumer fetches no other
            // meanwhile, which would wait with it for nothing.
            broker.addAddressSetting(
                    "sync.runs",
                    new AddressSettings()
                            .setMaxDeliveryAttempts(-1)
                            .setRedeliveryDelay(1_000)
                            .setDefaultConsumerWindowSize(0));
            for (String queue : QUEUES) {
                broker.addAddressConfiguration(new CoreAddressConfiguration()
                        .setName(queue)
                        .addRoutingType(RoutingType.ANYCAST)
                        .addQueueConfiguration(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST)));
            }
        };
    }
}
