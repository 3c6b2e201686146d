package dev.http2bin.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.tools.Background;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What passes through a proxy to the service behind it, and back. */
record Passage(Proxy proxy, ServiceJar service) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By the headings of the table in docs/proxies.md. */
    Map<String, String> cells() throws IOException, InterruptedException {
        run("--retry", "20", "--retry-delay", "1", "--retry-all-errors", "-f", "/hello")
                .succeeded();
        JsonNode echo = echo("priority: u=1");
        JsonNode seen = echo.get("hops").get(echo.get("hops").size() - 1);
        JsonNode client = echo.at("/hops/0");
        boolean knowsAddress = client.get("forwarded").asBoolean()
                && client.get("from").asText().equals("127.0.0.1");
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(
                "to the client",
                "HTTP/"
                        + run("-o", "/dev/null", "-w", "%{http_version}", "/hello")
                                .text() + inClear(proxy.base().getScheme()));
        cells.put(
                "to the service",
                seen.get("protocol").asText() + inClear(seen.get("scheme").asText()));
        cells.put("103 Early Hints", hinted(run("-i", "/early-hints?force=true&delay=100ms")));
        cells.put("trailers of a request", requestTrailers(script("trailers.mjs")));
        cells.put("trailers of a response", responseTrailers(run("-i", "/trailers")));
        cells.put(
                "full duplex",
                script("duplex.mjs", "2000").text().contains("back two before the end") ? "passes" : "does not pass");
        cells.put("`priority` field", echo.at("/headers").toString().contains("\"priority\"") ? "passes" : "dropped");
        cells.put("`X-Forwarded-For` of a client", ofAClient("x-forwarded-for: 192.0.2.66"));
        cells.put("`Forwarded` of a client", ofAClient("forwarded: for=192.0.2.66"));
        cells.put("address of the client", knowsAddress ? "known" : "unknown");
        cells.put("protocol of the client", client.get("protocol").asText().equals("HTTP/2") ? "known" : "unknown");
        cells.put("requests while the service drains", drained());
        return cells;
    }

    private static String inClear(String scheme) {
        return scheme.equals("http") ? " in clear" : "";
    }

    private static String hinted(Run early) {
        if (early.exit() != 0) {
            return "breaks the request";
        }
        String status = early.text().replaceFirst("(?s)HTTP/2 (\\d+).*", "$1");
        return switch (status) {
            case "103" -> "passes";
            case "200" -> "does not arrive";
            default -> "becomes a " + status;
        };
    }

    /** What the script prints of them is true even where the connection is lost later. */
    private static String requestTrailers(Run trailers) {
        String seen = trailers.text().lines().findFirst().orElse("");
        if (seen.isEmpty() && trailers.errors().contains("ERR_HTTP2_SESSION_ERROR")) {
            return "end the connection";
        }
        return switch (seen) {
            case "request {\"x-sum\":\"42\"}" -> "pass";
            case "request {}" -> "dropped";
            default -> "become a " + seen.replace("request ", "");
        };
    }

    private static String responseTrailers(Run trailers) {
        if (trailers.exit() != 0) {
            return "break the response";
        }
        return trailers.text().contains("\nx-checksum: ") ? "pass" : "dropped";
    }

    private String ofAClient(String field) {
        return echo(field).toString().contains("192.0.2.66") ? "passes" : "dropped";
    }

    /** What {@code /echo} says of a request with this field. */
    JsonNode echo(String field) {
        try {
            return JSON.readTree(run("-H", field, "/echo").succeeded().text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs curl with HTTP/2 also where there is no TLS; the last argument is the path. */
    private Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "-sS", "--http2-prior-knowledge", "--cacert", service.ca().toString()));
        all.addAll(List.of(arguments));
        all.set(all.size() - 1, proxy.base() + all.get(all.size() - 1));
        return Tool.require("curl").run(all.toArray(String[]::new));
    }

    private Run script(String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "src/test/resources/outside/" + name,
                proxy.base().toString(),
                service.ca().toString()));
        all.addAll(List.of(arguments));
        return Tool.require("node").run(all.toArray(String[]::new));
    }

    /** Each connection that the proxy has gets a GOAWAY in the middle of a load. */
    private String drained() throws IOException, InterruptedException {
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
            return whole ? "none fails" : "some fail";
        }
    }
}
