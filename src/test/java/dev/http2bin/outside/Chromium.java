package dev.http2bin.outside;

import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.selenium.AxeBuilder;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A headless Chromium with an empty profile, which trusts the service's certificate by the hash of its key: with {@code
 * --ignore-certificate-errors} it would load what a 103 hints twice.
 */
final class Chromium implements AutoCloseable {

    /** Held, so that its level stays: it warns that it does not know this Chromium's debugging protocol, unused here. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    /**
     * Starts it.
     *
     * @param profile an empty folder
     * @param flags more of Chromium's own
     */
    Chromium(ServiceJar service, Path profile, String... flags) throws IOException, GeneralSecurityException {
        // both paths are given, so Selenium looks for nothing and downloads nothing
        ChromeOptions options = new ChromeOptions()
                .setBinary(Tool.require("chromium").toString())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--ignore-certificate-errors-spki-list=" + keyHash(service))
                .addArguments(flags);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                new File(Tool.require("chromedriver").toString()))
                        .usingAnyFreePort()
                        .withSilent(true)
                        .build(),
                options);
    }

    /** Opens a page and returns when it has loaded with all that it uses. */
    void open(String url) {
        driver.get(url);
    }

    /** Loads the page again, whatever of it is still on its way. */
    void reload() {
        driver.navigate().refresh();
    }

    String title() {
        return driver.getTitle();
    }

    /** The timing entry of the page itself. */
    Map<String, Object> navigation() {
        return entry("performance.getEntriesByType('navigation')[0]");
    }

    /** The timing entry of the one resource of the page whose address has this in it. */
    Map<String, Object> resource(String part) {
        return entry(
                "performance.getEntriesByType('resource').filter(entry => entry.name.includes('" + part + "'))[0]");
    }

    @SuppressWarnings("unchecked") // a JSON object
    private Map<String, Object> entry(String expression) {
        Object entry = driver.executeScript("return " + expression + ".toJSON()");
        if (entry == null) {
            throw new AssertionError("no " + expression);
        }
        return (Map<String, Object>) entry;
    }

    /** What a script returns; a promise is waited for. */
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** The text of an element as it is shown; empty where there is no such element. */
    String text(String selector) {
        List<WebElement> found = driver.findElements(By.cssSelector(selector));
        return found.isEmpty() ? "" : found.get(0).getText();
    }

    /** Waits until an element's text matches a pattern. */
    void awaitText(String selector, String pattern) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String now = text(selector);
        while (!now.matches(pattern)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(selector + " is not \"" + pattern + "\" but \"" + now + "\"");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now = text(selector);
        }
    }

    /** Scrolls to an element and clicks it; aims again where what came above it meanwhile has moved it away. */
    void click(String selector) {
        WebElement element = driver.findElement(By.cssSelector(selector));
        await().pollInSameThread()
                .atMost(PATIENCE)
                .ignoreException(ElementClickInterceptedException.class)
                .untilAsserted(() -> {
                    driver.executeScript(
                            "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
                    element.click();
                });
    }

    void type(String selector, String text) {
        driver.findElement(By.cssSelector(selector)).sendKeys(text);
    }

    /** Presses the Tab key so many times, from the top of the page. */
    void tab(int times) {
        for (int i = 0; i < times; i++) {
            driver.switchTo().activeElement().sendKeys(Keys.TAB);
        }
    }

    /** The window a test is in. */
    String window() {
        return driver.getWindowHandle();
    }

    /** Goes to the one other window. */
    void otherWindow(String before) {
        driver.getWindowHandles().stream()
                .filter(handle -> !handle.equals(before))
                .forEach(handle -> driver.switchTo().window(handle));
    }

    /** Closes this window and goes back. */
    void closeWindow(String before) {
        driver.close();
        driver.switchTo().window(before);
    }

    /** {@code light} or {@code dark}, as the person prefers. */
    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The width of the window's content in CSS pixels. */
    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What axe-core holds to be serious or critical. */
    List<String> accessibilityFindings() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** SHA-256 of the SubjectPublicKeyInfo of the server's certificate. */
    private static String keyHash(ServiceJar service) throws IOException, GeneralSecurityException {
        try (var pem = Files.newInputStream(service.ca().resolveSibling("server.pem"))) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
            byte[] key = certificate.getPublicKey().getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        }
    }
}
