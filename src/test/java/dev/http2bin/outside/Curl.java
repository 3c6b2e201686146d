package dev.http2bin.outside;

import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** curl that trusts the service's CA and nothing else. */
record Curl(Tool tool, Path ca) {

    /** One that gives up after a minute; the test is skipped where there is no curl. */
    static Curl trusting(ServiceJar service) {
        return new Curl(Tool.require("curl"), service.ca());
    }

    Curl withTimeout(Duration timeout) {
        return new Curl(tool.withTimeout(timeout), ca);
    }

    /** A run that ended well. */
    Run run(String... arguments) {
        return tool.run(Stream.of(List.of("-sS", "--cacert", ca.toString()), List.of(arguments))
                        .flatMap(List::stream)
                        .toArray(String[]::new))
                .succeeded();
    }

    /** What it printed. */
    String text(String... arguments) {
        return run(arguments).text();
    }
}
