package io.silkroute.console.system;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.silkroute.mail.MailState;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** This node: whether its parts are well, what waits on its queues, and what went through its routes since its start. */
@Controller
class SystemPage {

    private final HealthEndpoint health;
    private final MeterRegistry meters;
    private final MailState mail;

    SystemPage(HealthEndpoint health, MeterRegistry meters, MailState mail) {
        this.health = health;
        this.meters = meters;
        this.mail = mail;
    }

    record Part(String name, String status) {

        public boolean up() {
            return status.equals("UP");
        }
    }

    /** @param depth null where the broker does not tell */
    record Queue(String name, @Nullable Long depth) {}

    record Route(String name, long done, long failed) {}

    @GetMapping("/system")
    String system(Model model) {
        HealthDescriptor whole = health.health();
        model.addAttribute("well", whole.getStatus().getCode());
        model.addAttribute("parts", parts(whole));
        model.addAttribute("queues", queues());
        model.addAttribute("routes", routes());
        model.addAttribute("mail", mail.shown());
        model.addAttribute(
                "since",
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
        model.addAttribute("java", Runtime.version().toString());
        model.addAttribute("boot", SpringBootVersion.getVersion());
        model.addAttribute("memory", memory());
        return "console/system";
    }

    private static List<Part> parts(HealthDescriptor whole) {
        List<Part> parts = new ArrayList<>();
        if (whole instanceof CompositeHealthDescriptor composite) {
            Map<String, HealthDescriptor> components = composite.getComponents();
            (components == null ? Map.<String, HealthDescriptor>of() : components)
                    .forEach((name, one) ->
                            parts.add(new Part(name, one.getStatus().getCode())));
        }
        return parts;
    }

    private List<Queue> queues() {
        return meters.find("silkroute.queue.depth").gauges().stream()
                .map(gauge -> new Queue(String.valueOf(gauge.getId().getTag("queue")), depth(gauge)))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    private static @Nullable Long depth(Gauge gauge) {
        double depth = gauge.value();
        return Double.isFinite(depth) ? (long) depth : null;
    }

    private List<Route> routes() {
        Map<String, long[]> byRoute = new TreeMap<>();
        for (Counter counter : meters.find("silkroute.route.exchanges").counters()) {
            long[] ends =
                    byRoute.computeIfAbsent(String.valueOf(counter.getId().getTag("route")), route -> new long[2]);
            ends["done".equals(counter.getId().getTag("end")) ? 0 : 1] += (long) counter.count();
        }
        return byRoute.entrySet().stream()
                .map(route -> new Route(route.getKey(), route.getValue()[0], route.getValue()[1]))
                .toList();
    }

    /** Megabytes of the heap that are in use, of those that it may have. */
    private static long[] memory() {
        Runtime runtime = Runtime.getRuntime();
        return new long[] {(runtime.totalMemory() - runtime.freeMemory()) >> 20, runtime.maxMemory() >> 20};
    }
}
