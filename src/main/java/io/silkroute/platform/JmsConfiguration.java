package io.silkroute.platform;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.JmsTransactionManager;

/**
 * Camel's way to the broker. Consumers are transacted: a message is acknowledged after the route has worked it
 * off. Broker and database commit one after the other, so every step that a message starts is idempotent.
 */
@Configuration(proxyBeanMethods = false)
class JmsConfiguration {

    // From this size on Artemis sends a message in pieces and puts them together byte by byte, which costs several
    // times what is then done with it. A chunk of items stays below.
    private static final int LARGE_MESSAGE_BYTES = 768 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(JmsConfiguration.class);

    @Bean
    JmsTransactionManager jmsTransactionManager(ConnectionFactory connectionFactory) {
        return new JmsTransactionManager(connectionFactory);
    }

    @Bean
    SpringTransactionPolicy jmsRequired(JmsTransactionManager jmsTransactionManager) {
        SpringTransactionPolicy policy = new SpringTransactionPolicy(jmsTransactionManager);
        policy.setPropagationBehaviorName("PROPAGATION_REQUIRED");
        return policy;
    }

    @Bean
    JmsComponent jms(
            ConnectionFactory connectionFactory,
            @Value("${silkroute.broker.receive-timeout-millis:1000}") int receiveTimeoutMillis) {
        if (connectionFactory instanceof JmsPoolConnectionFactory pool
                && pool.getConnectionFactory() instanceof ActiveMQConnectionFactory artemis) {
            artemis.setMinLargeMessageSize(LARGE_MESSAGE_BYTES);
            // A pooled session keeps what it knows of the queues; otherwise it asks the broker three times a message.
            artemis.setCacheDestinations(true);
            pool.setUseAnonymousProducers(false);
            pool.setExplicitProducerCacheSize(BrokerConfiguration.QUEUES.size());
        }
        JmsComponent jms = new JmsComponent();
        jms.setConnectionFactory(connectionFactory);
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setReceiveTimeout(receiveTimeoutMillis);
        jms.setDeliveryPersistent(true);
        jms.setErrorHandler(JmsConfiguration::tell);
        return jms;
    }

    // A route that gives a message back on purpose says so itself.
    private static void tell(Throwable failure) {
        if (!(failure.getCause() instanceof RollbackExchangeException)) {
            LOG.warn("A message could not be worked off and comes again: {}", failure.toString());
        }
    }
}
