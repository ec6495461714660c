package io.silkroute.connector.lifecycle;

import io.silkroute.connector.config.ConfigJson.Difference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a connector's configuration.
 *
 * @param differences each key before and after, without the secrets
 * @param secrets names of the secrets that were changed; their values are not kept
 * @param undoes the change that this one took back; null for one that somebody made of his own
 */
public record ConfigChange(
        long id,
        Instant at,
        String actor,
        List<Difference> differences,
        List<String> secrets,
        @Nullable Long undoes) {

    /** Did it touch this key? A secret is named by its path, too. */
    public boolean touches(String path) {
        return differences.stream().anyMatch(one -> one.path().equals(path))
                || secrets.contains(path.substring(path.lastIndexOf('.') + 1));
    }
}
