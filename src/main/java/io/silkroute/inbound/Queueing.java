package io.silkroute.inbound;

import io.silkroute.disk.DiskRoom;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Makes a chunk the message that goes on the queue. */
@Component("queueing")
class Queueing {

    private final DiskRoom room;

    Queueing(DiskRoom room) {
        this.room = room;
    }

    /** @throws io.silkroute.disk.NoRoom if the disk has none for a further chunk */
    public void address(Exchange exchange, Chunk chunk) {
        room.require();
        Delivery delivery = Objects.requireNonNull(exchange.getProperty("delivery", Delivery.class));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("connector", delivery.connector());
        message.setHeader("receipt", delivery.receiptId());
        message.setHeader("arrival", chunk.arrival());
        message.setHeader("traceparent", delivery.trace().header());
        message.setHeader("JMSXGroupID", delivery.connector());
        message.setBody(chunk.lines());
    }
}
