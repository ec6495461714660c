package io.silkroute.sandbox.metafield;

/**
 * A metafield.
 *
 * @param ownerType the name of its {@link OwnerType}
 * @param createdAt epoch milliseconds, as updatedAt
 */
public record Metafield(
        long id,
        String ownerType,
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
