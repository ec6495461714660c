package io.silkroute.access;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who has access, by which name, and for how long.
 *
 * @param hosts names under which this answers, beside those of this machine; {@code *}: any
 * @param prometheus who reads the meters without signing in
 * @param session a session ends then, however busy
 * @param streams of events that are open at a time
 * @param streamsOfUser those of one user
 */
@ConfigurationProperties("silkroute.access")
public record AccessSettings(
        @DefaultValue List<String> hosts,
        @DefaultValue("local") Prometheus prometheus,
        @DefaultValue("12h") Duration session,
        @DefaultValue("200") int streams,
        @DefaultValue("20") int streamsOfUser) {

    public enum Prometheus {
        LOCAL, // whoever asks on this machine; a proxy that says nothing of whom it asks for is one of those
        USERS // nobody
    }

    public AccessSettings {
        if (session.isNegative() || session.isZero() || streams < 1 || streamsOfUser < 1) {
            throw new IllegalArgumentException(
                    "silkroute.access: session, streams and streams-of-user must be larger than 0");
        }
        hosts = List.copyOf(hosts);
    }
}
