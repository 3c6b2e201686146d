package dev.http2bin.tools;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program on this machine and how to run it. A value: each {@code with} method returns a new one. */
public final class Tool {

    /** Set to {@code true} where every tool must be there, as in CI: a test whose tool is missing then fails. */
    static final String REQUIRE = "HTTP2BIN_REQUIRE_TOOLS";

    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("curl", "curl"),
            Map.entry("nghttp", "nghttp2-client"),
            Map.entry("h2load", "nghttp2-client"),
            Map.entry("nghttpd", "nghttp2-server"),
            Map.entry("node", "nodejs"),
            Map.entry("npm", "npm"),
            Map.entry("go", "golang-go"),
            Map.entry("openssl", "openssl"),
            Map.entry("chromium", "chromium"),
            Map.entry("chromedriver", "chromium-driver"),
            Map.entry("prometheus", "prometheus"),
            Map.entry("promtool", "prometheus"),
            Map.entry("haproxy", "haproxy"),
            Map.entry("nginx", "nginx-light"),
            Map.entry("caddy", "caddy"),
            Map.entry("apache2", "apache2"),
            Map.entry("nghttpx", "nghttp2-proxy"),
            Map.entry("h2o", "h2o"),
            Map.entry("traffic_server", "trafficserver"),
            Map.entry("varnishd", "varnish"),
            Map.entry("lighttpd", "lighttpd lighttpd-mod-openssl"),
            Map.entry("ps", "procps"));

    private final Path program;
    private final Path folder;
    private final Map<String, String> environment;
    private final byte[] input;
    private final Duration timeout;

    private Tool(Path program, Path folder, Map<String, String> environment, byte[] input, Duration timeout) {
        this.program = program;
        this.folder = folder;
        this.environment = environment;
        this.input = input;
        this.timeout = timeout;
    }

    /** The program in this file: no input, a minute's time, in the current folder. */
    public static Tool at(Path program) {
        return new Tool(program, Path.of(""), Map.of(), new byte[0], Duration.ofMinutes(1));
    }

    /** The program of this name on PATH, or where the system keeps its daemons. */
    public static Optional<Tool> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/local/sbin", "/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(Tool::at);
    }

    /**
     * The program of this name. Where it is missing the calling test is skipped with a message that says what to
     * install, or fails with it where the environment has {@code HTTP2BIN_REQUIRE_TOOLS=true}.
     */
    public static Tool require(String name) {
        return require(name, Boolean.parseBoolean(System.getenv(REQUIRE)));
    }

    static Tool require(String name, boolean needed) {
        Optional<Tool> tool = find(name);
        String missing = name + " is not installed"
                + Optional.ofNullable(PACKAGES.get(name))
                        .map(debian -> ": apt-get install " + debian)
                        .orElse("");
        require(tool.isPresent(), missing, needed);
        return tool.orElseThrow();
    }

    /** Skips the calling test, or fails it as {@link #require(String)} does, unless what it needs is there. */
    public static void require(boolean there, String missing) {
        require(there, missing, Boolean.parseBoolean(System.getenv(REQUIRE)));
    }

    private static void require(boolean there, String missing, boolean needed) {
        if (needed && !there) {
            throw new AssertionError(missing);
        }
        Assumptions.assumeTrue(there, missing);
    }

    /** Runs in this working folder. */
    public Tool within(Path newFolder) {
        return new Tool(program, newFolder, environment, input, timeout);
    }

    /** Runs with this variable besides those of the tests themselves. */
    public Tool withVariable(String name, String value) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(name, value);
        return new Tool(program, folder, Map.copyOf(variables), input, timeout);
    }

    /** Runs with these bytes as standard input. */
    public Tool withInput(byte[] newInput) {
        return new Tool(program, folder, environment, newInput.clone(), timeout);
    }

    /** Gives a run, or a wait for something in the background, this long. */
    public Tool withTimeout(Duration newTimeout) {
        return new Tool(program, folder, environment, input, newTimeout);
    }

    /** Runs the program to its end; an {@link AssertionError} when that takes longer than the timeout. */
    public Run run(String... arguments) {
        try (Background running = start(arguments)) {
            return running.awaitExit();
        }
    }

    /** Starts the program; closing what comes back stops it. */
    public Background start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        try {
            // files, not pipes: nothing has to be drained, and what a killed program said is still there
            Path work = Files.createTempDirectory("tool-");
            Path in = Files.write(work.resolve("in"), input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(work.resolve("out").toFile())
                    .redirectError(work.resolve("err").toFile());
            builder.environment().putAll(environment);
            return new Background(List.copyOf(command), builder.start(), work, timeout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return program.toString();
    }
}
