package dev.http2bin.outside;

import dev.http2bin.tools.Background;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A proxy of Debian's before started jars, with the configuration that {@code deploy/} documents: only its addresses and
 * paths are changed to this machine's.
 */
final class Proxy implements AutoCloseable {

    /** The proxies that Debian has. */
    enum Kind {
        NGINX("nginx/nginx.conf", 8445),
        CADDY("caddy/Caddyfile", 8446),
        HAPROXY("haproxy/haproxy.cfg", 8447);

        private final String configuration;
        private final int port;

        Kind(String configuration, int port) {
            this.configuration = configuration;
            this.port = port;
        }

        private Background start(Path configuration) {
            String file = configuration.toString();
            return switch (this) {
                case NGINX -> Tool.require("nginx").start("-e", "stderr", "-c", file, "-g", "daemon off;");
                case CADDY -> Tool.require("caddy").start("run", "--adapter", "caddyfile", "--config", file);
                case HAPROXY -> Tool.require("haproxy").start("-db", "-f", file);
            };
        }
    }

    private final Background process;
    private final int port;

    private Proxy(Background process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one before these instances, which share a working folder: the proxy has their certificate too.
     *
     * @param change to the documented text, before addresses and paths
     */
    static Proxy started(Kind kind, List<ServiceJar> instances, UnaryOperator<String> change) throws IOException {
        Path certs = instances.get(0).folder().resolve("certs");
        Path folder = Files.createDirectories(certs.resolveSibling(kind.name() + "-" + instances.size()));
        Files.writeString(
                folder.resolve("proxy.pem"),
                Files.readString(certs.resolve("server.pem")) + Files.readString(certs.resolve("server-key.pem")));
        int port = freePort();
        String text = change.apply(Files.readString(Path.of("deploy", kind.configuration)))
                .replace("/tmp/", folder + "/")
                .replace("/certs/", certs + "/")
                .replace("listen " + kind.port, "listen 127.0.0.1:" + port)
                .replace("bind :" + kind.port, "bind 127.0.0.1:" + port)
                .replace("https://:" + kind.port + " {", "https://:" + port + " {\n\tbind 127.0.0.1");
        for (ServiceJar instance : instances) {
            String address = "127.0.0.1:" + instance.base().getPort();
            String check = " port " + instance.management().getPort();
            text = text.replaceFirst("http2bin(-\\d)?:8443", kind == Kind.HAPROXY ? address + check : address);
        }
        Background process = kind.start(Files.writeString(folder.resolve("configuration"), text));
        Proxy proxy = new Proxy(process, port);
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

    /** {@code https://localhost:} and its port. */
    URI base() {
        return URI.create("https://localhost:" + port);
    }

    /** Waits for a line of its log in which the pattern is found. */
    String awaitLog(String pattern) {
        return process.awaitLine(pattern);
    }

    /** A port of loopback that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
