package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.http2bin.tools.FreePort;
import dev.http2bin.tools.ServiceJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What passes through each proxy, compared with the table in docs/proxies.md. */
@Tag("outside")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxiesTest {
    /** The lines that keep a client's {@code Forwarded} from the service. */
    private static final Pattern LINES_ABOUT_FORWARDED = Pattern.compile("(?im)^.*(?<!x[-_])forwarded.*\n");

    @TempDir
    static Path folder;

    private int clear;
    private ServiceJar service;

    /** A row of the table: a proxy, with the change to its file that the text below the table gives. */
    private record Row(String name, Proxy.Kind kind, UnaryOperator<String> change) {
        Row(String name, Proxy.Kind kind) {
            this(name, kind, text -> text);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void start() throws IOException {
        clear = FreePort.any();
        service = new ServiceJar.Start()
                .within(folder)
                .property("http2bin.listener.trusted-proxies", "127.0.0.1")
                .property("http2bin.listener.h2c-port", String.valueOf(clear))
                .start();
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private List<Row> rows() {
        return List.of(
                new Row("nginx", Proxy.Kind.NGINX),
                new Row("Caddy", Proxy.Kind.CADDY),
                new Row("Caddy, h2c", Proxy.Kind.CADDY, this::caddyInClear),
                new Row("HAProxy", Proxy.Kind.HAPROXY),
                new Row("HAProxy, h2c", Proxy.Kind.HAPROXY, this::haproxyInClear),
                new Row("Apache", Proxy.Kind.APACHE),
                new Row("Apache, h2c", Proxy.Kind.APACHE, this::apacheInClear),
                new Row("nghttpx", Proxy.Kind.NGHTTPX),
                new Row("nghttpx, h2c", Proxy.Kind.NGHTTPX, this::nghttpxInClear),
                new Row("h2o", Proxy.Kind.H2O),
                new Row("Traffic Server", Proxy.Kind.TRAFFIC_SERVER),
                new Row("Varnish", Proxy.Kind.VARNISH),
                new Row("lighttpd", Proxy.Kind.LIGHTTPD));
    }

    @Test
    void theTableHasARowForEach() throws IOException {
        assertThat(ProxiesDocument.rows().keySet())
                .containsExactlyElementsOf(rows().stream().map(Row::name).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theTableSaysWhatPassesThrough(Row row) throws Exception {
        ProxiesDocument.Row documented =
                Objects.requireNonNull(ProxiesDocument.rows().get(row.name()), "no such row");
        assertThat(row.kind().version()).containsPattern("\\b" + Pattern.quote(documented.version()) + "\\b");
        try (Proxy proxy = started(row)) {
            Map<String, String> found = new Passage(proxy, service).cells();

            assertThat(found).isEqualTo(documented.chosen(found));
        }
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void withoutTheDocumentedLineAClientsForwardedWins(Row row) throws IOException {
        String documented = ProxiesDocument.lineAboutForwarded(row.name());
        List<String> removed = new ArrayList<>();
        UnaryOperator<String> remove =
                text -> LINES_ABOUT_FORWARDED.matcher(text).replaceAll(line -> {
                    removed.add("`" + line.group().strip() + "`");
                    return "";
                });
        try (Proxy proxy = started(new Row(row.name(), row.kind(), remove))) {
            JsonNode echo = new Passage(proxy, service).echo("forwarded: for=192.0.2.66;proto=https");

            assertThat(echo.at("/hops/0/from").asText()).isEqualTo("192.0.2.66");
        }
        assertThat(removed).contains(documented);
    }

    @ParameterizedTest
    @EnumSource(names = {"NGINX", "CADDY", "HAPROXY", "APACHE"})
    void ourFilesKeepAClientsPortFromTheService(Proxy.Kind kind) throws IOException {
        try (Proxy proxy = started(new Row(kind.name(), kind))) {
            assertThat(new Passage(proxy, service).echo("x-forwarded-port: 1").toString())
                    .doesNotContainIgnoringCase("x-forwarded-port");
        }
    }

    private List<Row> proxies() {
        return rows().stream().filter(row -> !row.name().endsWith(", h2c")).toList();
    }

    private Proxy started(Row row) throws IOException {
        return Proxy.started(
                row.kind(),
                List.of(service),
                text -> row.change()
                        .apply(text)
                        .replace("@CLEAR@", String.valueOf(clear))
                        .replace("port 9090", "port " + service.management().getPort()));
    }

    private String caddyInClear(String text) {
        return text.replaceFirst("(?s)transport http \\{.*?}", "")
                .replace("https://http2bin:8443", "h2c://127.0.0.1:" + clear);
    }

    private String haproxyInClear(String text) {
        return text.replaceAll("http2bin(-.)?:8443", "127.0.0.1:" + clear)
                .replaceFirst("check port 9090(.*) ssl verify .* alpn h2", "check$1 proto h2")
                .replace("option httpchk GET /actuator/health/readiness", """
                        option httpchk
                        http-check connect port 9090 proto h1
                        http-check send meth GET uri /actuator/health/readiness
                        """);
    }

    private String apacheInClear(String text) {
        return text.replaceAll("(?m)^SSLProxy.*$", "").replace("h2://http2bin:8443", "h2c://127.0.0.1:" + clear);
    }

    private String nghttpxInClear(String text) {
        return text.replaceAll("(?m)^cacert=.*$", "")
                .replaceFirst("http2bin,8443(.*);tls;sni=localhost", "127.0.0.1," + clear + "$1");
    }
}
