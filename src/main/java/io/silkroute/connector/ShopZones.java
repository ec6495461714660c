package io.silkroute.connector;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** In which time zones shops have their days, as far as they have said it. */
public interface ShopZones {

    /** Empty until the shop was asked once, and where it names a zone that is not known here. */
    Optional<ZoneId> zone(ConnectorName connector);

    /** By whose days a shop's figures and times are told; UTC while it has not said it. */
    default ZoneId zoneOrUtc(ConnectorName connector) {
        return zone(connector).orElse(ZoneOffset.UTC);
    }

    /** Of all connectors whose shops have said it, in one statement. */
    Map<ConnectorName, ZoneId> zones();
}
