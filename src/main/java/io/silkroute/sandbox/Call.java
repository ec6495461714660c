package io.silkroute.sandbox;

import java.util.Set;

/** Who calls: the app, what it may do, and the address under which it reached the shop. */
record Call(String app, Set<String> scopes, String requestId, String address) {}
