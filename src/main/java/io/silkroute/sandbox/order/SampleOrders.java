package io.silkroute.sandbox.order;

import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.SandboxSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Places a sample's orders in a shop that has none, each as soon as the products and the codes that it names are there. */
@InSandbox
@Component("sandboxSampleOrders")
class SampleOrders implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(SampleOrders.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LOOKS = 300;

    private final OrderFeature feature;
    private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
    private final ObjectMapper json;
    private final String sample;
    private final Deque<JsonNode> left = new ArrayDeque<>();
    private @Nullable ScheduledFuture<?> watch;
    private int looks;

    SampleOrders(OrderFeature feature, SandboxSettings settings, ObjectMapper json) {
        this.feature = feature;
        this.json = json;
        this.sample = settings.sampleOrders();
        scheduler.setThreadNamePrefix("sample-orders-");
        scheduler.setDaemon(true);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() throws IOException {
        if (sample.isBlank() || feature.hasOrders()) {
            return;
        }
        Resource beside = new FileSystemResource(Path.of(sample));
        Resource file = beside.exists()
                ? beside
                : new ClassPathResource(Path.of(sample).normalize().toString());
        if (!file.exists()) {
            LOG.warn("The sample's orders {} do not exist; none were placed in the sandbox shop", sample);
            return;
        }
        json.readTree(file.getContentAsByteArray()).forEach(left::add);
        watch = scheduler.scheduleWithFixedDelay(this::place, LOOK);
    }

    private void place() {
        try {
            while (!left.isEmpty()) {
                feature.place(left.getFirst());
                left.removeFirst();
            }
        } catch (IllegalArgumentException notYet) {
            LOG.debug("An order of the sample waits: {}", notYet.getMessage());
        }
        looks++;
        if (left.isEmpty() || looks >= LOOKS) {
            destroy();
        }
    }

    @Override
    public void destroy() {
        if (watch != null) {
            watch.cancel(false);
        }
        scheduler.close();
    }
}
