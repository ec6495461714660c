package io.silkroute.sandbox;

import java.util.List;

/** The sandbox's paths that look at a token of their own, or hand out and take files as a shop's storage does. */
public final class Doors {

    public static final List<String> PATHS = List.of(
            "/admin/**",
            "/sandbox/control",
            "/sandbox/control/**",
            "/sandbox/state",
            "/sandbox/*.jsonl",
            "/sandbox/files/**",
            "/sandbox/pictures/**",
            "/sandbox/results/**",
            "/sandbox/upload/**");

    private Doors() {}
}
