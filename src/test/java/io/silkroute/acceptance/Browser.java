package io.silkroute.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;

/** Chromium, without a window: what a person sees, at the width and in the colours that are asked for. */
final class Browser implements AutoCloseable {

    private static final List<Path> DRIVERS =
            List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/local/bin/chromedriver"));
    private static final List<Path> BROWSERS =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"), Path.of("/usr/bin/chrome"));

    private final ChromeDriver driver;
    private final URI address;

    private Browser(ChromeDriver driver, URI address) {
        this.driver = driver;
        this.address = address;
    }

    /** Is there one on this machine? */
    static boolean isInstalled() {
        return first(DRIVERS).isPresent() && first(BROWSERS).isPresent();
    }

    static Browser at(URI address) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(first(BROWSERS).orElseThrow().toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.addArguments("--disable-background-networking", "--disable-component-update", "--no-first-run");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(first(DRIVERS).orElseThrow().toFile())
                        .build(),
                options);
        driver.manage()
                .timeouts()
                .implicitlyWait(Duration.ofSeconds(5))
                .pageLoadTimeout(Duration.ofMinutes(2))
                .scriptTimeout(Duration.ofMinutes(2));
        return new Browser(driver, address);
    }

    private static Optional<Path> first(List<Path> paths) {
        return paths.stream().filter(Files::isExecutable).findFirst();
    }

    void signIn(String user, String password) {
        open("/login");
        driver.findElement(By.name("username")).sendKeys(user);
        driver.findElement(By.name("password")).sendKeys(password);
        driver.findElement(By.cssSelector("form button[type=submit]")).click();
    }

    void looks(int width, String theme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    void open(String path) {
        driver.get(address.resolve(path).toString());
    }

    String path() {
        URI at = URI.create(driver.getCurrentUrl());
        return at.getRawPath() + (at.getRawQuery() == null ? "" : "?" + at.getRawQuery());
    }

    /** What can be read of the page. */
    String text() {
        return String.valueOf(driver.executeScript("return document.body.innerText"));
    }

    /** The addresses of this server to which the page leads. */
    @SuppressWarnings("unchecked")
    List<String> links() {
        return (List<String>)
                driver.executeScript(
                        "return [...document.querySelectorAll('a[href]')]"
                                + ".map(a => new URL(a.href)).filter(a => a.origin === location.origin).map(a => a.pathname + a.search)");
    }

    /** How many pixels of the page are to the right of the window. */
    long overflow() {
        return ((Number) driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
    }

    /** One page of each kind, each as the links of the others lead to it. */
    List<String> pages(int most) {
        Map<String, String> byKind = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of("/"));
        while (!next.isEmpty() && byKind.size() < most) {
            String page = next.remove();
            if (byKind.putIfAbsent(kind(page), page) == null) {
                open(page);
                links().stream().filter(Browser::isPage).forEach(next::add);
            }
        }
        return List.copyOf(byKind.values());
    }

    private static boolean isPage(String link) {
        return !link.matches("/(api|actuator|sandbox|shop|favicon|css|js)(/.*|\\..*)?");
    }

    /** Pages that differ in the connector, the run or the item only are of one kind. */
    private static String kind(String page) {
        return page.replaceAll("#.*", "")
                .replaceAll("=[^&]*", "=")
                .replaceAll("^/connectors/[^/?]+", "/connectors/C")
                .replaceAll("/items/[^?]+", "/items/I")
                .replaceAll("/(runs|receipts|dead-letters|history)/[^/?]+", "/$1/X");
    }

    private static final String CALLED = """
            const name = one => (one.getAttribute('aria-label') || one.innerText || one.textContent).replace(/\\s+/g, ' ').trim();
            const sought = arguments[0];
            const all = [...document.querySelectorAll('main button, main a[href], main summary, button, a[href], summary')]
                .filter(one => one.checkVisibility() && !one.disabled);
            return all.find(one => name(one) === sought) || all.find(one => name(one).startsWith(sought)) || null;""";

    /**
     * Clicks the button or the link in sight that is called so, as somebody hears it, or whose name begins so: in the page's
     * own part before its frame.
     */
    void press(String name) {
        waits("pressed: " + name, () -> {
            try {
                WebElement sought = (WebElement) driver.executeScript(CALLED, name);
                if (sought != null) {
                    sought.click();
                }
                return sought != null;
            } catch (StaleElementReferenceException shownAnew) {
                return false;
            }
        });
    }

    void fill(String field, String text) {
        WebElement box = driver.findElement(By.cssSelector("main [name='" + field + "']"));
        box.clear();
        box.sendKeys(text);
    }

    /** Types where the cursor is, or nowhere in particular. */
    void keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void chord(Keys held, String key) {
        keys(Keys.chord(held, key));
    }

    /** What has the cursor: its id. */
    String cursor() {
        return String.valueOf(driver.executeScript("return document.activeElement.id"));
    }

    /** Waits for it, and tells what the page says instead. */
    void waits(String what, BooleanSupplier until) {
        try {
            Awaitility.await(what)
                    .atMost(Duration.ofSeconds(20))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(until::getAsBoolean);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not " + what + ", at " + path() + ":\n" + text(), e);
        }
    }

    /** Waits until it can be read on the page, upper or lower case. */
    void sees(String text) {
        String sought = text.toLowerCase(Locale.ROOT);
        waits("seen: " + text, () -> text().toLowerCase(Locale.ROOT).contains(sought));
    }

    void seesNoMore(String text) {
        waits("gone: " + text, () -> !text().contains(text));
    }

    void isAt(String path) {
        waits("at " + path, () -> path().replaceAll("\\?.*", "").equals(path));
    }

    /** Waits until it is at an address that begins so. */
    String isWithin(String beginning) {
        waits("within " + beginning, () -> path().startsWith(beginning));
        return path();
    }

    /** From now on it can be told whether this page was loaded anew. */
    void remember() {
        driver.executeScript("window.remembered = true");
    }

    boolean isTheRememberedPage() {
        return Boolean.TRUE.equals(driver.executeScript("return window.remembered === true"));
    }

    /** The value of a style of the first element that matches. */
    String style(String selector, String name) {
        return driver.findElement(By.cssSelector(selector)).getCssValue(name);
    }

    /** What a script of the page would be told. */
    Object ask(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What is saved goes into this folder. */
    void savesTo(Path folder) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    /** A picture of the page from its top. @param height 0: to the end of what it tells */
    byte[] picture(int width, int height) {
        long whole = ((Number)
                        driver.executeScript(
                                "return Math.ceil(document.querySelector('main').getBoundingClientRect().bottom + scrollY + 24)"))
                .longValue();
        Map<String, Object> clip = Map.of(
                "x", 0, "y", 0, "width", width, "height", height == 0 ? whole : Math.min(height, whole), "scale", 1);
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "clip", clip, "captureBeyondViewport", true))
                .get("data");
        return Base64.getDecoder().decode(String.valueOf(data));
    }

    /** Everything that was asked for anywhere else since this was asked last. */
    List<String> requestsElsewhere() {
        List<String> elsewhere = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode event = Silkroute.JSON.readTree(entry.getMessage()).path("message");
            String asked = event.at("/params/request/url").asString("");
            if (event.path("method").asString("").equals("Network.requestWillBeSent")
                    && asked.matches("(http|ws|ftp).*")
                    && !asked.startsWith(address.toString())) {
                elsewhere.add(asked);
            }
        }
        return elsewhere;
    }

    /** What the page has loaded from anywhere else. */
    @SuppressWarnings("unchecked")
    List<String> foreignRequests() {
        return (List<String>)
                driver.executeScript("return performance.getEntriesByType('resource').map(one => one.name)"
                        + ".filter(name => !name.startsWith(location.origin) && !name.startsWith('data:'))");
    }

    /** What the browser complained of since it was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What is wrong with the page as it stands: unreadable, too wide, asked for elsewhere, complained of. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        String where = path() + ": ";
        if (overflow() > 0) {
            faults.add(where + overflow() + " px too wide");
        }
        foreignRequests().forEach(one -> faults.add(where + "loads " + one));
        requestsElsewhere().forEach(one -> faults.add(where + "asks " + one));
        violations().forEach(one -> faults.add(where + one));
        complaints().forEach(one -> faults.add(where + one));
        return faults;
    }

    private static final String AXE = axe();

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script, "axe").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What axe finds that somebody could not read or use: rule and element. */
    @SuppressWarnings("unchecked")
    private List<String> violations() {
        driver.executeScript(AXE);
        return (List<String>) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run({resultTypes: ['violations']}).then(found => done(found.violations.flatMap("
                + "one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 200)))),"
                + " failed => done([String(failed)]))");
    }

    @Override
    public void close() {
        driver.quit();
    }
}
