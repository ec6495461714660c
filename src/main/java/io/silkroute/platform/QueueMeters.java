package io.silkroute.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/**
 * How many messages wait on each queue. The broker is asked over JMS, which is the same for the embedded one and for
 * one elsewhere; there the account needs the permission {@code manage}, else the figure is missing.
 */
@Component
class QueueMeters {

    private static final Logger LOG = LoggerFactory.getLogger(QueueMeters.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final JmsTemplate broker;

    QueueMeters(ConnectionFactory connectionFactory, MeterRegistry meters) {
        broker = new JmsTemplate(connectionFactory);
        broker.setReceiveTimeout(PATIENCE.toMillis());
        for (String queue : BrokerConfiguration.QUEUES) {
            Gauge.builder("silkroute.queue.depth", this, one -> one.depth(queue))
                    .description("Messages on a queue of the broker, those in delivery included")
                    .tag("queue", queue)
                    .strongReference(true)
                    .register(meters);
        }
    }

    private double depth(String queue) {
        try {
            Message reply = broker.sendAndReceive("activemq.management", session -> {
                Message question = session.createMessage();
                JMSManagementHelper.putAttribute(question, "queue." + queue, "messageCount");
                return question;
            });
            return reply != null && JMSManagementHelper.hasOperationSucceeded(reply)
                    ? ((Number) JMSManagementHelper.getResult(reply)).doubleValue()
                    : Double.NaN;
        } catch (JmsException | JMSException e) {
            LOG.debug("The broker does not tell the depth of {}", queue, e);
            return Double.NaN;
        } catch (Exception e) { // the management helper declares nothing narrower
            throw new IllegalStateException(e);
        }
    }
}
