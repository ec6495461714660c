import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the AOT cache of a distribution: {@code java src/dist/Train.java target/silkroute}. It starts the distribution
 * by its own script, so with the flags of every later start, and lets it do a day's work against the sandbox shop: the
 * sample, a load, a change, a refresh, a run by bulk operations, the console's pages, a clean stop. What the JVM learned
 * of it stays in {@code silkroute.aot}, and beside it the release of the Java that learned it.
 *
 * <p>Where the script finds no Java 25, nothing is made, which is said. Every wait ends; a failure ends with status 1.
 */
public class Train {

    private static final int PRODUCTS = 2_000;
    private static final int IN_BULK = 1_000;
    private static final String TOKEN = "training-token-of-the-demo";
    private static final String PASSWORD = "training-password-of-admin";
    private static final Pattern FINISHED = Pattern.compile("\"finishedAt\":\"");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI address;
    private final Process process;
    private final Path log;

    private Train(URI address, Process process, Path log) {
        this.address = address;
        this.process = process;
        this.log = log;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path dist = Path.of(arguments[0]).toAbsolutePath();
        String java = chosenJava(dist);
        int version = Integer.parseInt(said(java, "java.specification.version"));
        if (version < 25) {
            System.out.println("No AOT cache: it takes Java 25 or newer, and there is " + version + ".");
            return;
        }
        Path work = Files.createTempDirectory("silkroute-training");
        try {
            train(dist, work);
            Files.copy(Path.of(said(java, "java.home"), "release"), dist.resolve("silkroute.aot.release"));
            System.out.println("AOT cache: " + Files.size(dist.resolve("silkroute.aot")) / 1_000_000 + " MB");
        } finally {
            delete(work);
        }
    }

    /** What the Java that the script chooses says of itself. */
    private static String chosenJava(Path dist) throws IOException, InterruptedException {
        ProcessBuilder asking = script(dist, "-XshowSettings:properties -version").redirectErrorStream(true);
        Process process = asking.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    private static String said(String java, String property) {
        Matcher line = Pattern.compile("\\b" + Pattern.quote(property) + " = (.*)").matcher(java);
        if (!line.find()) {
            throw new IllegalStateException("no " + property + " in\n" + java);
        }
        return line.group(1).strip();
    }

    private static ProcessBuilder script(Path dist, String javaOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(dist.resolve("bin/silkroute").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SILKROUTE_JAVA_OPTIONS", javaOptions);
        return builder;
    }

    private static void train(Path dist, Path work) throws IOException, InterruptedException {
        Files.deleteIfExists(dist.resolve("silkroute.aot"));
        Files.deleteIfExists(dist.resolve("silkroute.aot.release"));
        int port = freePort();
        Path log = work.resolve("log");
        // The script works in the distribution's folder, and the name of that may have spaces.
        ProcessBuilder builder = script(
                dist,
                "-XX:AOTCacheOutput=silkroute.aot",
                "--server.port=" + port,
                "--silkroute.data=" + work.resolve("data"),
                "--silkroute.inbox=" + work.resolve("inbox"),
                "--silkroute.sandbox.plan=unlimited");
        builder.environment().put("DEMO_PIM_TOKEN", TOKEN);
        builder.environment().put("SILKROUTE_ADMIN_PASSWORD", PASSWORD);
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Train training = new Train(URI.create("http://127.0.0.1:" + port), process, log);
        try {
            training.work();
            process.destroy(); // SIGTERM: the cache is written on the way out
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                throw training.failure("did not stop");
            }
            if (!Files.exists(dist.resolve("silkroute.aot"))) {
                throw training.failure("wrote no cache");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private void work() {
        await("it is ready", Duration.ofMinutes(5), () -> answers("/actuator/health/readiness"));
        await("the sample is in the shop", Duration.ofMinutes(5), () -> runs() >= 1 && quiet());

        afterwards("a load", () -> push(products("LOAD", PRODUCTS, "First")));
        afterwards("the same load again", () -> push(products("LOAD", PRODUCTS, "First")));
        afterwards("a change", () -> push(products("LOAD", 1, "Second")));
        afterwards("a refresh", () -> send(api("/api/connectors/demo/force-refresh").POST(BodyPublishers.noBody())));
        send(api("/api/connectors/demo/config")
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"exportPath\":\"bulk\"}")));
        afterwards("a load by bulk operations", () -> push(products("BULK", IN_BULK, "First")));

        readPages();
    }

    /** Products without variants and with, as a PIM sends them. */
    private static String products(String prefix, int count, String title) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String id = prefix + "-" + i;
            boolean varied = i % 3 == 0;
            lines.append("""
                    {"type":"product","id":"%1$s","sku":"%1$s","family":"training","categories":["mens_tops"],\
                    "tags":["training"],"name":{"en_US":"%2$s %1$s","de_DE":"Ding %1$s"},\
                    "description":{"en_US":"<p>The <b>%2$s</b> of its kind</p>"},"price":{"USD":"%3$d.50"},\
                    "axes":[%4$s],"attributes":{"brand":"verano","material":"wool"},\
                    "images":["https://pim.example/%1$s.jpg"]}
                    """.formatted(id, title, 5 + i % 90, varied ? "\"size\"" : ""));
            for (String size : varied ? List.of("S", "M") : List.<String>of()) {
                lines.append("""
                        {"type":"variant","id":"%1$s-%2$s","sku":"%1$s-%2$s","parent":"%1$s",\
                        "attributes":{"size":"%2$s"},"price":{"USD":"%3$d.50"}}
                        """.formatted(id, size, 5 + i % 90));
            }
        }
        return lines.toString();
    }

    private void push(String lines) {
        send(HttpRequest.newBuilder(address.resolve("/pim/demo/items"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    }

    private void readPages() {
        String login = send(HttpRequest.newBuilder(address.resolve("/login")));
        Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(login);
        if (!csrf.find()) {
            throw failure("the sign-in page has no form");
        }
        send(HttpRequest.newBuilder(address.resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=admin&password=" + PASSWORD + "&_csrf=" + csrf.group(1))));
        Matcher run = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(runsTold());
        if (!run.find()) {
            throw failure("there is no run");
        }
        Stream.of(
                        "/",
                        "/connectors/demo",
                        "/connectors/demo/config",
                        "/connectors/demo/items",
                        "/connectors/demo/items/product/LOAD-0",
                        "/connectors/demo/activity",
                        "/connectors/demo/parked",
                        "/dead-letters",
                        "/runs/" + run.group(1),
                        "/sandbox",
                        "/actuator/prometheus")
                .forEach(page -> send(HttpRequest.newBuilder(address.resolve(page))));
    }

    private HttpRequest.Builder api(String path) {
        String user = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Basic " + user);
    }

    private void afterwards(String what, Runnable deed) {
        long before = runs();
        deed.run();
        await(what + " is done", Duration.ofMinutes(10), () -> runs() > before && quiet());
    }

    private String runsTold() {
        return send(api("/api/connectors/demo/runs"));
    }

    /** How many runs are over. */
    private long runs() {
        return FINISHED.matcher(runsTold()).results().count();
    }

    private boolean quiet() {
        return !runsTold().contains("\"finishedAt\":null")
                && send(api("/api/connectors/demo/status")).contains("\"pending\":0,");
    }

    private boolean answers(String path) {
        try {
            return http.send(request(HttpRequest.newBuilder(address.resolve(path))), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String send(HttpRequest.Builder asked) {
        HttpRequest request = request(asked);
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw failure(request + " was answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw failure(request + ": " + e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest request(HttpRequest.Builder asked) {
        return asked.timeout(Duration.ofMinutes(2)).build();
    }

    private void await(String what, Duration atMost, BooleanSupplier so) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!so.getAsBoolean()) {
            if (!process.isAlive()) {
                throw failure("ended before " + what);
            }
            if (System.nanoTime() > end) {
                throw failure("waited " + atMost + " in vain until " + what);
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private IllegalStateException failure(String what) {
        String said;
        try {
            List<String> lines = Files.readAllLines(log);
            said = String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            said = e.toString();
        }
        return new IllegalStateException("The training run " + what + "\n" + said);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
