package io.silkroute.sandbox.shop;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What mutations have begun and is done a little later. A job is known by its id while it runs; after that it is done. */
@InSandbox
@Component("sandboxJobs")
public final class Jobs {
    private final Shop shop;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    Jobs(Shop shop) {
        this.shop = shop;
    }

    /** Begins it; without a pause it is done when this returns, as Shopify's small jobs are. */
    public Map<String, Object> start(Duration pause, Runnable work) {
        String id = "gid://shopify/Job/" + UUID.randomUUID();
        if (pause.isZero()) {
            work.run();
            return told(id);
        }
        running.add(id);
        shop.later(() -> {
            try {
                Thread.sleep(pause.toMillis());
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread()
                        .interrupt(); // the shop closes: the job is lost, as its answer says nothing of it
            } finally {
                running.remove(id);
            }
        });
        return told(id);
    }

    Map<String, Object> told(String id) {
        return Map.of("id", id, "done", !running.contains(id));
    }
}
