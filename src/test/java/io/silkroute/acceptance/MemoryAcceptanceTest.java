package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A large run needs no more memory than a small one. The connector is a process with a heap of 256 MB, the shop
 * another one. What is measured is what lives after a collection, looked at again and again while the run is under
 * way. {@code mvn test -Dtest=MemoryAcceptanceTest -Dmemory.items=100000 -Dsandbox.heap=3g}
 */
@EnabledIfSystemProperty(
        named = "memory.items",
        matches = "\\d+",
        disabledReason = "takes minutes: -Dmemory.items=100000 -Dsandbox.heap=3g")
class MemoryAcceptanceTest {

    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("memory.items", 100_000);
    private static final int PUSH = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final double MEGABYTE = 1 << 20;

    // What fills up to a bound that does not depend on the catalogue, in megabytes: the broker's queue up to 16 before
    // it goes to the disk, the database's rows up to 10 on the disk, which are more than twice that on the heap.
    private static final int BOUNDED = 40;

    @TempDir
    Path folder;

    /** Megabytes; the second run of each catalogue finds everything unchanged. */
    private record Measured(int items, double heap, double heapUnchanged, double resident) {

        @Override
        public String toString() {
            return "%,9d items: at most %.1f MB live in the first run, %.1f MB in one without changes, %.0f MB resident"
                    .formatted(items, heap, heapUnchanged, resident);
        }
    }

    @Test
    void a_large_run_needs_no_more_heap_than_a_small_one() throws Exception {
        Measured few = measure(FEW);
        Measured many = measure(MANY);

        System.out.println(few + "\n" + many);
        assertThat(many.heap()).as("%s", many).isLessThan(few.heap() + BOUNDED);
        assertThat(many.heapUnchanged()).as("%s", many).isLessThan(few.heapUnchanged() + BOUNDED);
    }

    private Measured measure(int items) throws IOException, InterruptedException {
        Path here = folder.resolve("items-" + items);
        int shopPort = RunningApplication.freePort();
        try (RealProcess shop = RealProcess.sandbox(
                        here.resolve("shop"),
                        shopPort,
                        "--silkroute.sandbox.domain=demo.myshopify.com",
                        "--silkroute.sandbox.access-token=" + Silkroute.SHOP_TOKEN,
                        "--silkroute.sandbox.plan=unlimited");
                RealProcess connector = RealProcess.connector(
                        here.resolve("connector"),
                        RunningApplication.freePort(),
                        "--silkroute.data=data",
                        "--silkroute.inbox=inbox",
                        "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD)) {
            shop.ready();
            connector.ready();
            Silkroute silkroute = new Silkroute(connector.address(), shop.address());
            silkroute.connect("main", "{\"exportPath\":\"" + System.getProperty("memory.path", "auto") + "\"}");
            double first = run(silkroute, connector, items, items);
            double unchanged = run(silkroute, connector, items, 2 * items);
            JsonNode last = silkroute.settled("main");
            assertThat(silkroute.shopState().path("products").asInt()).isEqualTo(items);
            assertThat(last.path("state").asString()).as(last.toString()).isEqualTo("completed");
            return new Measured(items, first, unchanged, resident(connector));
        }
    }

    /** @param done items of all runs so far when this one has ended */
    private static double run(Silkroute silkroute, RealProcess connector, int items, int done)
            throws IOException, InterruptedException {
        double most = 0;
        for (int from = 0; from < items; from += PUSH) {
            List<Pim> products = new ArrayList<>(PUSH);
            for (int i = from; i < Math.min(items, from + PUSH); i++) {
                products.add(product(i));
            }
            silkroute.push("main", products);
            if (from % (20 * PUSH) == 0) {
                most = Math.max(most, live(connector));
            }
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (done(silkroute) < done) {
            assertThat(System.nanoTime()).as(connector.said()).isLessThan(end);
            most = Math.max(most, live(connector));
            TimeUnit.SECONDS.sleep(1);
        }
        return Math.max(most, live(connector));
    }

    // What was pushed a moment ago is neither pending nor under way yet.
    private static int done(Silkroute silkroute) {
        int done = 0;
        for (JsonNode run : silkroute.runs("main")) {
            done += run.path("counts").path("done").asInt();
        }
        return done;
    }

    private static Pim product(int i) {
        return Pim.product("M" + i)
                .with("description", "{\"en_US\":\"<p>" + "A sentence of a description. ".repeat(20) + "</p>\"}")
                .with("price", "{\"USD\":\"" + (10 + i % 90) + "\"}")
                .tags("one", "two");
    }

    /** Megabytes that a full collection leaves: the histogram's last line after {@code jcmd … GC.class_histogram}. */
    private static double live(RealProcess process) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(told).isZero();
        String total = told.lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(told));
        return Long.parseLong(total.trim().split("\\s+")[2]) / MEGABYTE;
    }

    private static double resident(RealProcess process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / MEGABYTE)
                .findFirst()
                .orElse(0.0);
    }
}
