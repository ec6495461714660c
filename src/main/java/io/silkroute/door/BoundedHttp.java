package io.silkroute.door;

import java.time.Duration;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP on a {@link BoundedEndpoint}. The server makes it by its name. */
public final class BoundedHttp extends Http11NioProtocol {

    private final BoundedEndpoint endpoint;

    public BoundedHttp() {
        this(new BoundedEndpoint());
    }

    private BoundedHttp(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    void headTime(Duration longest) {
        endpoint.headTime(longest);
    }
}
