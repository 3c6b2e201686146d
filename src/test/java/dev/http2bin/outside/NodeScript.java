package dev.http2bin.outside;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scripts in src/test/resources/outside, which print what they see as text lines. */
record NodeScript(Tool node, ServiceJar service) {

    static NodeScript against(ServiceJar service) {
        return new NodeScript(Tool.require("node"), service);
    }

    /** The lines that a script prints which ends well. */
    List<String> lines(String script, String... arguments) {
        return node.run(Stream.concat(
                                Stream.of(
                                        Path.of("src/test/resources/outside", script)
                                                .toString(),
                                        service.base().toString(),
                                        service.ca().toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new))
                .succeeded()
                .text()
                .lines()
                .toList();
    }
}
