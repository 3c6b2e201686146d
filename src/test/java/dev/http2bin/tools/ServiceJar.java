package dev.http2bin.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar, started as a user starts it: a process of its own, on free ports, in a folder of its own. For tests
 * tagged {@code outside}, which run after packaging.
 */
public final class ServiceJar implements AutoCloseable {

    private static final Duration TO_START = Duration.ofSeconds(90);
    private static final HttpClient PROBE = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Background process;
    private final Ports ports;
    private final Path folder;
    private final boolean ownFolder;

    private ServiceJar(Background process, Ports ports, Path folder, boolean ownFolder) {
        this.process = process;
        this.ports = ports;
        this.folder = folder;
        this.ownFolder = ownFolder;
    }

    /** Starts the jar with the JDK of the tests, nothing set but the ports. */
    public static ServiceJar started() {
        return new Start().start();
    }

    /** {@code https://localhost:} and the port of HTTP/2 and HTTP/1.1. */
    public URI base() {
        return URI.create("https://localhost:" + ports.https());
    }

    /** {@code https://localhost:} and the port of HTTP/1.1 alone. */
    public URI http1() {
        return URI.create("https://localhost:" + ports.http1());
    }

    /** {@code http://127.0.0.1:} and the management port. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + ports.management());
    }

    /** The meters once they have been so; where that never comes about the last ones fail with it. */
    public Scrape scrapeWhen(String what, Predicate<Scrape> condition) {
        return Scrape.of(management(), what, condition);
    }

    /** The certificate of the local CA, as a PEM file. */
    public Path ca() {
        return folder.resolve("certs/ca.pem");
    }

    /** The working folder. */
    public Path folder() {
        return folder;
    }

    public long pid() {
        return process.pid();
    }

    /** The bytes of physical memory the process holds now (VmRSS in /proc). */
    public long residentBytes() {
        return memory("VmRSS");
    }

    /** The most physical memory, in bytes, the process ever held (VmHWM in /proc). */
    public long peakResidentBytes() {
        return memory("VmHWM");
    }

    /** What it logged so far. */
    public String log() {
        return process.soFar().text();
    }

    /** Waits for a line of its log in which the pattern is found; returns that line. */
    public String awaitLog(String pattern) {
        return process.awaitLine(pattern);
    }

    /** Ends it by SIGTERM, after 30 seconds by SIGKILL; returns its exit status and log. 143 is a clean end. */
    public Run stop() {
        return process.stop();
    }

    @Override
    public void close() {
        process.close();
        if (ownFolder) {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void awaitAnswer() {
        HttpRequest health = HttpRequest.newBuilder(management().resolve("/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        process.await("answer from " + health.uri(), () -> isOk(health));
        process.awaitPort(ports.https());
    }

    private static boolean isOk(HttpRequest request) {
        try {
            return PROBE.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the service started", e);
        }
    }

    private long memory(String field) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return status.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ports(int https, int http1, int management) {

        static Ports free() {
            int first = FreePort.firstOf(3);
            return new Ports(first, first + 1, first + 2);
        }
    }

    /** How to start the jar. */
    public static final class Start {

        private Path javaHome = Path.of(System.getProperty("java.home"));
        private final List<String> jvmFlags = new ArrayList<>();
        private final Map<String, String> properties = new LinkedHashMap<>();
        private Path folder = Path.of("");
        private @Nullable Ports ports;

        /** With this JDK instead of the one the tests run on. */
        public Start java(Path home) {
            javaHome = home;
            return this;
        }

        /** With these flags of the JVM, for example {@code -Xmx128m}. */
        public Start jvm(String... flags) {
            jvmFlags.addAll(List.of(flags));
            return this;
        }

        /** With this Spring property. */
        public Start property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        /** In this folder, which stays, instead of a temporary one. */
        public Start within(Path workingFolder) {
            folder = workingFolder;
            return this;
        }

        /** On the ports of one that has ended, instead of free ones. */
        public Start inPlaceOf(ServiceJar ended) {
            ports = ended.ports;
            return this;
        }

        /** Starts it and waits until it answers. */
        public ServiceJar start() {
            Ports ports = this.ports == null ? Ports.free() : this.ports;
            List<String> arguments = new ArrayList<>(jvmFlags);
            arguments.addAll(List.of("-jar", jar().toString()));
            arguments.add("--server.port=" + ports.https());
            arguments.add("--http2bin.listener.http1-port=" + ports.http1());
            arguments.add("--management.server.port=" + ports.management());
            properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
            boolean ownFolder = folder.toString().isEmpty();
            try {
                Path in = ownFolder ? Files.createTempDirectory("http2bin-") : folder;
                Background process = Tool.at(javaHome.resolve("bin/java"))
                        .within(in)
                        .withTimeout(TO_START)
                        .start(arguments.toArray(String[]::new));
                ServiceJar service = new ServiceJar(process, ports, in, ownFolder);
                awaitOrClose(service);
                return service;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void awaitOrClose(ServiceJar service) {
            boolean answers = false;
            try {
                service.awaitAnswer();
                answers = true;
            } finally {
                if (!answers) {
                    service.close();
                }
            }
        }

        private static Path jar() {
            try (Stream<Path> files = Files.list(Path.of("target"))) {
                List<Path> jars = files.filter(
                                file -> file.getFileName().toString().matches("http2bin-.*\\.jar"))
                        .toList();
                if (jars.size() != 1) {
                    throw new AssertionError("one target/http2bin-*.jar wanted, run mvnw package: " + jars);
                }
                return jars.get(0).toAbsolutePath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
