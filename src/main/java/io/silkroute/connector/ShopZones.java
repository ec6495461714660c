package io.silkroute.connector;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** In which time zones shops have their days, as far as they have said it. */
public interface ShopZones {

    /** Empty until the shop was asked once, and where it names a zone that is not known here. */
    Optional<ZoneId> zone(ConnectorName connector);

    /** Of all connectors whose shops have said it, in one statement. */
    Map<ConnectorName, ZoneId> zones();
}
