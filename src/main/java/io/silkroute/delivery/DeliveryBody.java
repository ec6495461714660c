package io.silkroute.delivery;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Format;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.outbox.OutboxEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** What is sent of an event. */
@Component
class DeliveryBody {

    private final ObjectMapper json;

    DeliveryBody(ObjectMapper json) {
        this.json = json;
    }

    /** The event's name in bodies: {@code campaign.created} for {@code campaign-created}. */
    static String type(String event) {
        return event.equals(ToldEvents.CONFLICT) ? "conflict.opened" : event.replaceFirst("-", ".");
    }

    String of(OutboxEvent event, ConnectorName connector, Format format) {
        return format == Format.SLACK ? slack(event, connector) : standard(event, connector);
    }

    private String standard(OutboxEvent event, ConnectorName connector) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("connector", connector.text());
        data.putAll(event.data());
        data.put("sentence", event.sentence());
        data.put("page", event.address());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type(event.type()));
        body.put("timestamp", event.at().toString());
        body.put("data", data);
        return json.writeValueAsString(body);
    }

    private String slack(OutboxEvent event, ConnectorName connector) {
        return json.writeValueAsString(
                Map.of("text", "*" + mrkdwn(connector.text()) + "*: " + mrkdwn(event.sentence())));
    }

    /** Source: docs.slack.dev, formatting message text; what looks like mark-up is broken up. */
    static String mrkdwn(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([*_~`])", "\u200b$1\u200b");
    }
}
