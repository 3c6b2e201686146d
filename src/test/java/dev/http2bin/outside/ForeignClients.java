package dev.http2bin.outside;

import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs in src/test/clients, each of which uses an HTTP client that others wrote. A run has the service's origin
 * and the file with its CA as the first arguments.
 *
 * @param folder where the packages of npm, the class paths of Maven and the cache of Go are kept
 */
record ForeignClients(ServiceJar service, Path folder) {
    private static final Path PROGRAMS = Path.of("src/test/clients");
    private static final Duration TO_INSTALL = Duration.ofMinutes(3);

    /** A script that uses packages of src/test/clients/package.json. */
    Run npm(String script, String... arguments) throws IOException {
        Tool node = Tool.require("node");
        if (!Files.exists(folder.resolve("package.json"))) {
            install();
        }
        return node.run(withService(List.of(folder.resolve(script).toString()), arguments));
    }

    /** A source file that uses the artifacts of this profile of src/test/clients/pom.xml. */
    Run maven(String profile, String source, String... arguments) throws IOException {
        Path classPath = folder.resolve(profile);
        if (!Files.exists(classPath)) {
            Tool.at(Path.of("mvnw").toAbsolutePath())
                    .withTimeout(TO_INSTALL)
                    .run(
                            "-B",
                            "-ntp",
                            "-q",
                            "-f",
                            PROGRAMS.toString(),
                            "-P" + profile,
                            "dependency:build-classpath",
                            "-Dmdep.outputFile=" + classPath)
                    .succeeded();
        }
        return Tool.at(Path.of(System.getProperty("java.home"), "bin", "java"))
                .run(withService(List.of("-cp", Files.readString(classPath), program(source)), arguments));
    }

    /** A source file of Go that uses its standard library. */
    Run go(String source, String... arguments) {
        return Tool.require("go")
                .withVariable("GOCACHE", folder.resolve("go").toAbsolutePath().toString())
                .run(withService(List.of("run", program(source)), arguments));
    }

    /** The program curl itself, to which these arguments come after that it trusts the service's CA. */
    Run curl(String... arguments) {
        return Tool.require("curl")
                .run(Stream.concat(Stream.of("-s", "--cacert", service.ca().toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** libsoup by a script of Debian's Python, since another one does not see Debian's modules. */
    Run libsoup(String... arguments) {
        Path program = Path.of("/usr/bin/python3");
        Tool python = Tool.at(program);
        Tool.require(
                Files.isExecutable(program)
                        && python.run("-c", "import gi; gi.require_version('Soup', '3.0')")
                                        .exit()
                                == 0,
                "libsoup is not installed: apt-get install python3-gi gir1.2-soup-3.0");
        return python.run(withService(List.of(program("soup.py")), arguments));
    }

    private void install() throws IOException {
        Tool npm = Tool.require("npm");
        try (Stream<Path> programs = Files.list(PROGRAMS)) {
            for (Path program : programs.toList()) {
                Files.copy(program, folder.resolve(program.getFileName()));
            }
        }
        npm.within(folder)
                .withTimeout(TO_INSTALL)
                .run("install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error")
                .succeeded();
    }

    private static String program(String name) {
        return PROGRAMS.resolve(name).toString();
    }

    private String[] withService(List<String> command, String... arguments) {
        return Stream.of(
                        command.stream(),
                        Stream.of(service.base().toString(), service.ca().toString()),
                        Stream.of(arguments))
                .flatMap(each -> each)
                .toArray(String[]::new);
    }
}
