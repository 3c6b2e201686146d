package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.tools.Background;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What passes through each proxy, compared with the table in docs/proxies.md. */
@Tag("outside")
class ProxiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TABLE = Pattern.compile("(?s)\n## What passes through\n.*?\n(\\|.*?)\n\n");

    @TempDir
    Path folder;

    /** A column of the table: a proxy, with the change to its file that the text below the table gives. */
    private record Column(String name, Proxy.Kind kind, UnaryOperator<String> change) {}

    @Test
    void theTableSaysWhatPassesThroughEach() throws Exception {
        int clear = Proxy.freePort();
        List<Column> columns = List.of(
                new Column("nginx", Proxy.Kind.NGINX, text -> text),
                new Column("Caddy", Proxy.Kind.CADDY, text -> text),
                new Column("Caddy, h2c", Proxy.Kind.CADDY, text -> caddyInClear(text, clear)),
                new Column("HAProxy", Proxy.Kind.HAPROXY, text -> text),
                new Column("HAProxy, h2c", Proxy.Kind.HAPROXY, text -> haproxyInClear(text, clear)));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (ServiceJar service = new ServiceJar.Start()
                .within(folder)
                .property("http2bin.listener.trusted-proxies", "127.0.0.1")
                .property("http2bin.listener.h2c-port", String.valueOf(clear))
                .start()) {
            for (Column column : columns) {
                UnaryOperator<String> change = text -> column.change()
                        .apply(text)
                        .replace("port 9090", "port " + service.management().getPort());
                try (Proxy proxy = Proxy.started(column.kind(), List.of(service), change)) {
                    passing(proxy, service)
                            .forEach((row, value) -> rows.computeIfAbsent(row, any -> new ArrayList<>())
                                    .add(value));
                }
            }
        }

        assertThat(rows.entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |")
                        .collect(Collectors.joining("\n")))
                .isEqualTo(documented());
    }

    private static String caddyInClear(String text, int port) {
        return text.replaceFirst("(?s)transport http \\{.*?}", "")
                .replace("https://http2bin:8443", "h2c://127.0.0.1:" + port);
    }

    private static String haproxyInClear(String text, int port) {
        return text.replaceAll("http2bin(-.)?:8443", "127.0.0.1:" + port)
                .replaceFirst("check port 9090(.*) ssl verify .* alpn h2", "check$1 proto h2")
                .replace("option httpchk GET /actuator/health/readiness", """
                        option httpchk
                        http-check connect port 9090 proto h1
                        http-check send meth GET uri /actuator/health/readiness
                        """);
    }

    private static String documented() throws IOException {
        var table = TABLE.matcher(Files.readString(Path.of("docs/proxies.md")));
        assertThat(table.find()).isTrue();
        return table.group(1).lines().skip(2).collect(Collectors.joining("\n"));
    }

    private Map<String, String> passing(Proxy proxy, ServiceJar service) throws Exception {
        Curl curl = Curl.trusting(service);
        curl.text("--retry", "20", "--retry-delay", "1", "--retry-all-errors", "-f", proxy.base() + "/hello");
        JsonNode echo = JSON.readTree(
                curl.text("-H", "x-forwarded-for: 192.0.2.66", "-H", "priority: u=1", proxy.base() + "/echo"));
        JsonNode client = echo.at("/hops/0");
        JsonNode seen = echo.get("hops").get(echo.get("hops").size() - 1);
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "to the client",
                "HTTP/" + curl.text("-o", "/dev/null", "-w", "%{http_version}", proxy.base() + "/hello"));
        rows.put(
                "to the service",
                seen.get("protocol").asText() + (seen.get("scheme").asText().equals("http") ? " in clear" : ""));
        rows.put(
                "103 Early Hints",
                curl.text("-i", proxy.base() + "/early-hints?delay=100ms").contains("HTTP/2 103")
                        ? "passes"
                        : "does not arrive");
        List<String> trailers = script(proxy, service, "trailers.mjs");
        rows.put(
                "trailers of a request",
                trailers.isEmpty()
                        ? "end the request"
                        : trailers.contains("request {\"x-sum\":\"42\"}") ? "pass" : "dropped");
        rows.put(
                "trailers of a response",
                curl.text("-i", proxy.base() + "/trailers").contains("\nx-checksum: ") ? "pass" : "dropped");
        rows.put(
                "full duplex",
                script(proxy, service, "duplex.mjs").contains("back two before the end") ? "passes" : "does not pass");
        rows.put("`priority` field", echo.at("/headers").toString().contains("\"priority\"") ? "passes" : "dropped");
        rows.put(
                "`x-forwarded-for` that a client wrote", echo.toString().contains("192.0.2.66") ? "passes" : "dropped");
        rows.put(
                "address and protocol of the client",
                client.get("forwarded").asBoolean()
                                && client.get("from").asText().equals("127.0.0.1")
                                && client.get("protocol").asText().equals("HTTP/2")
                        ? "known"
                        : "unknown");
        rows.put("requests while the service drains", drained(proxy, service));
        return rows;
    }

    /** What a script printed; nothing where it failed. */
    private static List<String> script(Proxy proxy, ServiceJar service, String name) {
        Run run = Tool.require("node")
                .withTimeout(Duration.ofSeconds(20))
                .run(
                        "src/test/resources/outside/" + name,
                        proxy.base().toString(),
                        service.ca().toString());
        return run.exit() == 0 ? run.text().lines().toList() : List.of();
    }

    /** Each connection that the proxy has gets a GOAWAY in the middle of a load. */
    private static String drained(Proxy proxy, ServiceJar service) throws IOException, InterruptedException {
        try (Background load = Tool.require("h2load")
                .start("-D", "2", "-c", "4", "-m", "4", "--rps", "50", proxy.base() + "/delay/20ms")) {
            Thread.sleep(1_000); // the middle of the load
            URI drain = service.management().resolve("/actuator/drain");
            for (String method : List.of("POST", "DELETE")) {
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(drain)
                                        .method(method, HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.discarding());
            }
            String report = load.awaitExit().succeeded().text();
            boolean whole = Stream.of(" 0 failed, 0 errored, 0 timeout", " 0 3xx, 0 4xx, 0 5xx")
                    .allMatch(report::contains);
            return whole
                    ? "none fails"
                    : report.lines()
                            .filter(line -> line.matches("(requests|status codes):.*"))
                            .toList()
                            .toString();
        }
    }
}
