package io.silkroute.disk;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: who asks before it sends learns why nothing would be accepted. Takes the place of Boot's own. */
@Component("diskSpaceHealthIndicator")
class DiskHealth implements HealthIndicator {

    private final DiskRoom room;

    DiskHealth(DiskRoom room) {
        this.room = room;
    }

    @Override
    public Health health() {
        return room.lack()
                .map(sentence -> Health.outOfService().withDetail("reason", sentence))
                .orElseGet(Health::up)
                .build();
    }
}
