package io.silkroute.webhook;

import io.silkroute.door.UnreadBody;
import org.springframework.stereotype.Component;

/** A webhook's body is signed as it came, and so read as it came. */
@Component
class WebhookBodies extends UnreadBody {

    WebhookBodies() {
        super("/shopify/");
    }
}
