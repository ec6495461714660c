package io.silkroute.acceptance;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

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
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(first(DRIVERS).orElseThrow().toFile())
                        .build(),
                options);
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(5)).pageLoadTimeout(Duration.ofSeconds(60));
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

    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    void type(String selector, String text) {
        driver.findElement(By.cssSelector(selector)).sendKeys(text);
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

    /** What axe finds that somebody could not read or use: rule and element. */
    @SuppressWarnings("unchecked")
    List<String> violations(String axe) {
        driver.executeScript(axe);
        return (List<String>) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run({resultTypes: ['violations']}).then(found => done(found.violations.flatMap("
                + "one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 200)))),"
                + " failed => done([String(failed)]))");
    }

    Stream<String> textOf(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().map(one -> one.getText());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
