package io.silkroute.door;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a connection may take.
 *
 * @param headTime until a request's head is complete
 * @param bodyTime until a request's body is complete, and a second more for each of {@code slowestBody}
 * @param strangersBodyTime the same for who is not signed in
 * @param slowestBody what a sender has to send in a second
 * @param pauseTime longest time without a byte of a body
 * @param strangersBody largest body of who is not signed in
 * @param bodies requests with a body that are answered at a time
 * @param strangersBodies those of them that nobody signed
 */
@ConfigurationProperties("silkroute.door")
record DoorSettings(
        @DefaultValue("10s") Duration headTime,
        @DefaultValue("30s") Duration bodyTime,
        @DefaultValue("5s") Duration strangersBodyTime,
        @DefaultValue("8KB") DataSize slowestBody,
        @DefaultValue("10s") Duration pauseTime,
        @DefaultValue("64KB") DataSize strangersBody,
        @DefaultValue("80") int bodies,
        @DefaultValue("20") int strangersBodies) {

    DoorSettings {
        if (headTime.isNegative() || headTime.isZero() || pauseTime.toMillis() < 1 || slowestBody.toBytes() < 1) {
            throw new IllegalArgumentException("silkroute.door: times and sizes must be larger than 0");
        }
        if (bodies < 1 || strangersBodies < 1) {
            throw new IllegalArgumentException("silkroute.door: bodies and strangers-bodies must be at least 1");
        }
    }
}
