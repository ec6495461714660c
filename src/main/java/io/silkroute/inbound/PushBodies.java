package io.silkroute.inbound;

import io.silkroute.door.UnreadBody;
import org.springframework.stereotype.Component;

/** A push is read while it is taken in. */
@Component
class PushBodies extends UnreadBody {

    PushBodies() {
        super("/pim/");
    }
}
