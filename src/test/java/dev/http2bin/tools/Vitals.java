package dev.http2bin.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/**
 * What a started jar holds at one moment.
 *
 * @param threads of Java, which the JVM's own come beside
 * @param descriptors what each open one leads to: a file, a socket, a selector
 */
public record Vitals(long threads, List<Path> descriptors, Scrape meters) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** As it is now. */
    public static Vitals of(ServiceJar service) {
        Scrape meters = meters(service);
        return new Vitals(
                meters.samples().getOrDefault("jvm_threads_live_threads", -1.0).longValue(),
                Descriptors.of(service.pid()),
                meters);
    }

    /** The meters alone. */
    public static Scrape meters(ServiceJar service) {
        URI uri = service.management().resolve("/actuator/prometheus");
        try {
            return Scrape.parse(CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** How many descriptors are open. */
    public int files() {
        return descriptors.size();
    }

    /** Whether no connection is open, and no more threads and descriptors are held than at another time. */
    public boolean isBackTo(Vitals baseline) {
        return meters.idle() && threads <= baseline.threads && files() <= baseline.files();
    }

    @Override
    public String toString() {
        return threads + " threads, " + files() + " descriptors " + descriptors + ", "
                + meters.sample("connections_active")
                + " connections, " + meters.sample("streams_active") + " streams, " + meters.sample("buffers_active")
                + " buffers";
    }
}
