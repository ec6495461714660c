package io.silkroute.fetch;

import io.silkroute.connector.config.SourceConfig;
import java.net.URI;
import java.net.URISyntaxException;

/** Links that a PIM gives to its next page. */
public final class SourceLinks {

    private SourceLinks() {}

    /**
     * The address of a link, at the source's own place: what it is shown goes to no other.
     *
     * @throws FetchFailed if it leads elsewhere
     */
    public static String followed(SourceConfig source, URI asked, String link) {
        try {
            URI target = asked.resolve(new URI(link.replace(" ", "%20")));
            URI own = source.address();
            boolean samePort = target.getPort() == own.getPort() || target.getPort() < 0 || own.getPort() < 0;
            if (target.getHost() != null && target.getHost().equalsIgnoreCase(own.getHost()) && samePort) {
                String query = target.getRawQuery();
                return SourceConfig.origin(own)
                        + (target.getRawPath() == null ? "" : target.getRawPath())
                        + (query == null ? "" : "?" + query);
            }
        } catch (URISyntaxException | IllegalArgumentException noLink) {
            throw new FetchFailed("The link to the next page is no address: %s.".formatted(ShownText.shown(link)));
        }
        throw new FetchFailed(
                "The link to the next page leads to another place than %s, and what the PIM is shown goes nowhere else: %s. Write the address by which the PIM calls itself."
                        .formatted(SourceConfig.origin(source.address()), ShownText.shown(link)));
    }
}
