package io.silkroute.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** The ceiling of a load: Apache HttpClient 5 sends bodies that the connector once sent, and does nothing else. */
final class BareLoop {

    private final List<byte[]> bodies = new ArrayList<>();

    static BareLoop of(Path recorded) throws IOException {
        BareLoop loop = new BareLoop();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(recorded)))) {
            while (true) {
                byte[] body = new byte[in.readInt()];
                in.readFully(body);
                loop.bodies.add(body);
            }
        } catch (EOFException end) {
            return loop;
        }
    }

    int calls() {
        return bodies.size();
    }

    /** Seconds that all bodies took. */
    double send(URI shop, int concurrency) throws IOException, InterruptedException {
        URI address = shop.resolve("/admin/api/2026-10/graphql.json");
        try (CloseableHttpClient client = Web.client(concurrency)) {
            long start = System.nanoTime();
            Side.bySide(concurrency, bodies.size(), i -> {
                HttpPost post = new HttpPost(address);
                post.setEntity(new ByteArrayEntity(bodies.get(i), ContentType.APPLICATION_JSON));
                Web.Reply reply = Web.send(client, post, Shops.ACCESS);
                if (reply.status() != 200) {
                    throw new IOException("The shop answered " + reply.status());
                }
            });
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
