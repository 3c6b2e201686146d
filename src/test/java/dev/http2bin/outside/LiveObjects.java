package dev.http2bin.outside;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the heap of a started jar holds after a full collection.
 *
 * @param bytes of all objects
 * @param instances of each class
 */
record LiveObjects(long bytes, Map<String, Long> instances) {
    /** A line of jcmd: rank, instances, bytes, class, module. */
    private static final Pattern LINE = Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(\\S+)");

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    static LiveObjects of(ServiceJar service) {
        String histogram = Tool.at(Path.of(System.getProperty("java.home"), "bin", "jcmd"))
                .run(Long.toString(service.pid()), "GC.class_histogram")
                .succeeded()
                .text();
        long bytes = TOTAL.matcher(histogram)
                .results()
                .mapToLong(total -> Long.parseLong(total.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no histogram: " + histogram));
        return new LiveObjects(
                bytes,
                LINE.matcher(histogram)
                        .results()
                        .collect(Collectors.toMap(
                                line -> line.group(2), line -> Long.valueOf(line.group(1)), Long::sum)));
    }

    long instances(Class<?> type) {
        return instances(type.getName());
    }

    long instances(String className) {
        return instances.getOrDefault(className, 0L);
    }

    @Override
    public String toString() {
        return bytes + " bytes";
    }
}
