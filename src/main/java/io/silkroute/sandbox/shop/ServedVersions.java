package io.silkroute.sandbox.shop;

import java.util.List;
import java.util.Map;

/** The API versions the shop serves; one that it does not serve falls forward to the oldest that it does. */
public final class ServedVersions {
    private static final List<String> VERSIONS = List.of("2026-01", "2026-04", "2026-07", "2026-10");

    private ServedVersions() {}

    /** The version that answers a call for this one. */
    public static String answering(String version) {
        return VERSIONS.contains(version) ? version : VERSIONS.get(0);
    }

    static List<Map<String, Object>> told() {
        return VERSIONS.stream()
                .map(version -> Map.<String, Object>of("handle", version, "displayName", version, "supported", true))
                .toList();
    }
}
