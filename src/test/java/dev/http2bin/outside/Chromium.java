package dev.http2bin.outside;

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
import java.util.Base64;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
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
