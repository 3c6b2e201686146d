package dev.http2bin.outside;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.tools.Background;
import dev.http2bin.tools.FreePort;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real Prometheus that scrapes one service each second, with the rules of {@code deploy/prometheus}. */
final class PrometheusServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Background process;
    private final URI api;

    private PrometheusServer(Background process, int port) {
        this.process = process;
        this.api = URI.create("http://127.0.0.1:" + port + "/api/v1/");
        process.awaitPort(port);
    }

    static PrometheusServer scraping(ServiceJar service, Path folder) throws IOException {
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s/*.yml"]
                scrape_configs:
                  - job_name: http2bin
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: ["%s"]
                """.formatted(
                        Path.of("deploy/prometheus/rules").toAbsolutePath(),
                        service.management().getAuthority()));
        int port = FreePort.any();
        PrometheusServer server = new PrometheusServer(
                Tool.require("prometheus")
                        .withTimeout(Duration.ofMinutes(3))
                        .start(
                                "--config.file=" + configuration,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port),
                port);
        server.awaitNumber("up{job=\"http2bin\"} == 1");
        return server;
    }

    /** Waits until a query has an answer that is a number. */
    void awaitNumber(String query) {
        await(query).atMost(PATIENCE).until(() -> {
            JsonNode value = get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                    .at("/data/result/0/value/1");
            return !value.isMissingNode() && !value.asText().equals("NaN");
        });
    }

    /** What its API answers. */
    JsonNode get(String path) {
        try {
            return JSON.readTree(api.resolve(path).toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
