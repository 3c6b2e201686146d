package dev.http2bin.tools;

import dev.http2bin.Http2binApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The whole service in the JVM of the tests, on free ports: with its meters, which Boot's own test support leaves out. */
public final class LocalService implements AutoCloseable {
    private static final HttpClient MANAGEMENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;

    private LocalService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it with these properties besides. */
    public static LocalService started(String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new LocalService(
                new SpringApplicationBuilder(Http2binApplication.class).run(arguments.toArray(String[]::new)));
    }

    /** {@code https://localhost:} and the port, then the path. */
    public String url(String path) {
        return "https://localhost:" + port() + path;
    }

    public int port() {
        return environment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** The certificate of the local CA, as a PEM file. */
    public Path ca() {
        return Path.of(environment().getRequiredProperty("http2bin.tls.local.directory"), "ca.pem")
                .toAbsolutePath();
    }

    /** {@code http://127.0.0.1:} and the management port, then {@code /actuator} and the path. */
    public URI management(String path) {
        return URI.create(
                "http://127.0.0.1:" + environment().getRequiredProperty("local.management.port") + "/actuator" + path);
    }

    /** What the management port answers, whatever the status. */
    public String managed(String path) {
        URI uri = management(path);
        try {
            return MANAGEMENT
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError("no answer from " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The meters as they are now. */
    public Scrape scrape() {
        return Scrape.of(management(""));
    }

    /** The meters once they have been so; where that never comes about the last ones fail with it. */
    public Scrape scrapeWhen(String what, Predicate<Scrape> condition) {
        return Scrape.of(management(""), what, condition);
    }

    private Environment environment() {
        return context.getEnvironment();
    }

    @Override
    public void close() {
        context.close();
    }
}
