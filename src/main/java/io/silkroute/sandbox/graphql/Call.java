package io.silkroute.sandbox.graphql;

import java.util.Set;

/** Who calls: the app, what it may do, and the address under which it reached the shop. */
public record Call(String app, Set<String> scopes, String requestId, String address) {}
