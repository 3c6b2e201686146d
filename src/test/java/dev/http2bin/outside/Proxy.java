package dev.http2bin.outside;

import dev.http2bin.tools.Background;
import dev.http2bin.tools.FreePort;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A proxy of Debian's before started jars, with the configuration that {@code deploy/} documents, or for one that has none
 * there with that of the tests: only its addresses and paths are changed to this machine's.
 */
final class Proxy implements AutoCloseable {

    /** The proxies that Debian has. */
    enum Kind {
        NGINX("nginx", "-v", "deploy/nginx/nginx.conf", "listen 8445", "listen 127.0.0.1:%d"),
        CADDY("caddy", "version", "deploy/caddy/Caddyfile", "https://:8446 {", "https://:%d {\n\tbind 127.0.0.1"),
        HAPROXY("haproxy", "-v", "deploy/haproxy/haproxy.cfg", "bind :8447", "bind 127.0.0.1:%d"),
        APACHE("apache2", "-v", "deploy/apache/httpd.conf", "Listen 8449", "Listen 127.0.0.1:%d"),
        NGHTTPX("nghttpx", "--version", "deploy/nghttpx/nghttpx.conf", "frontend=*,8450", "frontend=127.0.0.1,%d"),
        H2O("h2o", "--version", "h2o.conf"),
        LIGHTTPD("lighttpd", "-v", "lighttpd.conf"),
        TRAFFIC_SERVER("traffic_server", "--version", "trafficserver"),
        VARNISH("varnishd", "-V", "varnish.vcl");

        private final String program;
        private final String versionArgument;
        private final Path configuration;
        private final String listens;
        private final String listensHere;

        /**
         * @param configuration a file, or a folder of files
         * @param listens what in it says where the proxy listens
         * @param listensHere the same with a port to fill in
         */
        Kind(String program, String versionArgument, String configuration, String listens, String listensHere) {
            this.program = program;
            this.versionArgument = versionArgument;
            this.configuration = Path.of(configuration);
            this.listens = listens;
            this.listensHere = listensHere;
        }

        /** @param configuration one of the tests, with a word in place of the port */
        Kind(String program, String versionArgument, String configuration) {
            this(program, versionArgument, "src/test/resources/outside/proxies/" + configuration, "@PORT@", "%d");
        }

        /** What the program says of its version. */
        String version() {
            Run run = Tool.require(program).run(versionArgument).succeeded();
            return run.text() + run.errors();
        }

        /** Varnish leaves TLS to others. */
        private String scheme() {
            return this == VARNISH ? "http" : "https";
        }

        private Background start(Path folder, int port) {
            String file = folder.resolve(configuration.getFileName()).toString();
            List<String> arguments = switch (this) {
                case NGINX -> List.of("-e", "stderr", "-c", file, "-g", "daemon off;");
                case CADDY -> List.of("run", "--adapter", "caddyfile", "--config", file);
                case HAPROXY -> List.of("-db", "-f", file);
                // Debian's modules are below this folder, as those of Apache's own image are below its default
                case APACHE -> List.of("-DFOREGROUND", "-d", "/usr/lib/apache2", "-f", file);
                case NGHTTPX -> List.of("--conf=" + file);
                case H2O -> List.of("-c", file);
                case LIGHTTPD -> List.of("-D", "-f", file);
                case TRAFFIC_SERVER -> List.of("--run-root=" + folder.resolve("runroot.yaml"));
                case VARNISH ->
                    List.of(
                            "-F",
                            "-j",
                            "none",
                            "-n",
                            folder + "/run",
                            "-a",
                            "127.0.0.1:" + port,
                            "-f",
                            file,
                            "-p",
                            "feature=+http2");
            };
            return Tool.require(program).start(arguments.toArray(String[]::new));
        }
    }

    private final Background process;
    private final URI base;

    private Proxy(Background process, URI base) {
        this.process = process;
        this.base = base;
    }

    /**
     * Starts one before these instances, which share a working folder: the proxy has their certificate too.
     *
     * @param change to the documented text, before addresses and paths
     */
    static Proxy started(Kind kind, List<ServiceJar> instances, UnaryOperator<String> change) throws IOException {
        Path certs = instances.get(0).folder().resolve("certs");
        Path folder = Files.createTempDirectory(certs.getParent(), kind.program);
        Files.writeString(
                folder.resolve("proxy.pem"),
                Files.readString(certs.resolve("server.pem")) + Files.readString(certs.resolve("server-key.pem")));
        int port = FreePort.any();
        try (Stream<Path> files = Files.walk(kind.configuration).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                String text = change.apply(Files.readString(file))
                        .replace("/tmp/", folder + "/")
                        .replace("/certs/", certs + "/")
                        .replace(kind.listens, kind.listensHere.formatted(port));
                Files.writeString(folder.resolve(file.getFileName()), before(instances, kind, text));
            }
        }
        Background process = kind.start(folder, port);
        Proxy proxy = new Proxy(process, URI.create(kind.scheme() + "://localhost:" + port));
        boolean listens = false;
        try {
            process.awaitPort(port);
            listens = true;
            return proxy;
        } finally {
            if (!listens) {
                proxy.close();
            }
        }
    }

    private static String before(List<ServiceJar> instances, Kind kind, String text) {
        String here = text;
        for (ServiceJar instance : instances) {
            String check =
                    kind == Kind.HAPROXY ? " port " + instance.management().getPort() : "";
            here = here.replaceFirst(
                    "http2bin(-\\d)?([:,])8443", "127.0.0.1$2" + instance.base().getPort() + check);
        }
        return here;
    }

    /** {@code https://localhost:} and its port; {@code http:} where it has no TLS. */
    URI base() {
        return base;
    }

    /** Waits for a line of its log in which the pattern is found. */
    String awaitLog(String pattern) {
        return process.awaitLine(pattern);
    }

    @Override
    public void close() {
        process.close();
    }
}
