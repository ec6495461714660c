package io.silkroute;

import io.silkroute.access.OpenPaths;
import io.silkroute.sandbox.Doors;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The sandbox knows nothing of the connector and cannot open its doors there; the start, which knows both, does. */
@Component
@ConditionalOnProperty("silkroute.sandbox.enabled")
class SandboxPaths implements OpenPaths {

    @Override
    public List<String> withOwnLock() {
        return Doors.PATHS;
    }
}
