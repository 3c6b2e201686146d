package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Vitals;
import java.util.Map;
import java.util.stream.Collectors;

/** The HTTP/2 connections of a service since a moment, by its meters: a client may repeat a request on a new one unseen. */
record Connections(ServiceJar service, Scrape before) {

    static Connections since(ServiceJar service) {
        return new Connections(service, Vitals.meters(service));
    }

    /** Fails unless clients opened so many and the service told none to leave. */
    void assertOpenedAndKept(int number) {
        Scrape now = Vitals.meters(service);
        assertThat(grown(now, "goaways_total{direction=\"out\""))
                .as(
                        "GOAWAYs of the service, beside limits that stopped a client: %s",
                        grown(now, "limit_exceeded_total"))
                .isEmpty();
        assertThat(now.since(before, "connections_opened_total"))
                .as("connections that clients opened")
                .isEqualTo(number);
    }

    /** Each sample that has grown since, and by how much. */
    private Map<String, Double> grown(Scrape now, String prefix) {
        return now.samples().entrySet().stream()
                .filter(sample -> sample.getKey().startsWith("http2_server_" + prefix))
                .map(sample -> Map.entry(
                        sample.getKey(), sample.getValue() - before.samples().getOrDefault(sample.getKey(), 0.0)))
                .filter(sample -> sample.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
