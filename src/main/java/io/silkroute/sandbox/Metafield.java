package io.silkroute.sandbox;

/** @param createdAt epoch milliseconds, as updatedAt */
record Metafield(
        long id,
        Owner.Type ownerType,
        long owner,
        String namespace,
        String key,
        String type,
        String value,
        long createdAt,
        long updatedAt) {

    boolean named(String otherNamespace, String otherKey) {
        return key.equals(otherKey) && namespace.equals(otherNamespace);
    }
}
