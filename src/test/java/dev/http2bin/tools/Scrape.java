package dev.http2bin.tools;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The meters at one moment, as Prometheus reads them.
 *
 * @param text the whole answer
 */
public record Scrape(String text, Map<String, Double> samples) {

    /** Parses the text format. */
    public static Scrape parse(String text) {
        Map<String, Double> samples = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return new Scrape(text, samples);
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
