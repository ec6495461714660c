package io.silkroute.platform;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
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
        JmsComponent jms = new JmsComponent();
        jms.setConnectionFactory(connectionFactory);
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setReceiveTimeout(receiveTimeoutMillis);
        jms.setDeliveryPersistent(true);
        return jms;
    }
}
