package dev.http2bin.tools;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The meters at one moment, as Prometheus reads them.
 *
 * @param text the whole answer
 */
public record Scrape(String text, Map<String, Double> samples) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient MANAGEMENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Parses the text format. */
    public static Scrape parse(String text) {
        Map<String, Double> samples = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return new Scrape(text, samples);
    }

    /**
     * Reads the meters of a running service.
     *
     * @param management its {@code http://127.0.0.1:} and management port
     */
    static Scrape of(URI management) {
        HttpRequest request = HttpRequest.newBuilder(management.resolve("/actuator/prometheus"))
                .timeout(PATIENCE)
                .build();
        try {
            return parse(MANAGEMENT.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The meters once they have been so: one reading alone may have met them between two changes. */
    static Scrape of(URI management, String what, Predicate<Scrape> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Scrape now = of(management);
        while (!condition.test(now)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what + "\n" + now);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            now = of(management);
        }
        return of(management);
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted", e);
    }

    /** A sample of the server's own meters, {@code frames_total{direction="in",type="PING"}}; fails where it is missing. */
    public double sample(String name, String... tags) {
        String whole = "http2_server_" + name;
        if (tags.length > 0) {
            Map<String, String> sorted = new TreeMap<>();
            for (int i = 0; i < tags.length; i += 2) {
                sorted.put(tags[i], tags[i + 1]);
            }
            StringBuilder labels = new StringBuilder();
            sorted.forEach((tag, value) -> labels.append(labels.isEmpty() ? "" : ",")
                    .append(tag)
                    .append("=\"")
                    .append(value)
                    .append('"'));
            whole += "{" + labels + "}";
        }
        Double value = samples.get(whole);
        if (value == null) {
            throw new AssertionError("no sample " + whole);
        }
        return value;
    }

    /** By how much a sample grew since an earlier scrape. */
    public long since(Scrape before, String name, String... tags) {
        return Math.round(sample(name, tags) - before.sample(name, tags));
    }

    /** By how much the samples of a meter grew since an earlier scrape that have this tag, all others summed. */
    public long sumSince(Scrape before, String name, String tag, String value) {
        String label = tag + "=\"" + value + '"';
        return Math.round(samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith("http2_server_" + name + "{"))
                .filter(sample -> sample.getKey().contains(label))
                .mapToDouble(sample -> sample.getValue() - before.samples.getOrDefault(sample.getKey(), 0.0))
                .sum());
    }

    /** Whether nothing is open, waits or is held. */
    public boolean idle() {
        return sample("connections_active") == 0
                && sample("streams_active") == 0
                && sample("hpack_table_size_bytes", "direction", "in") == 0
                && sample("hpack_table_size_bytes", "direction", "out") == 0
                && sample("buffers_active") == 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
