package io.silkroute.inbound;

import io.silkroute.access.OpenPaths;
import java.util.List;
import org.springframework.stereotype.Component;

/** A push carries its connector's token, which {@link PimPush} looks at. */
@Component
class PushPath implements OpenPaths {

    @Override
    public List<String> withOwnLock() {
        return List.of("/pim/**");
    }
}
